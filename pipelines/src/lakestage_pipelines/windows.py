"""Windows in time, of the widths that the service's own profiles have."""

from typing import Literal, get_args

import pandas as pd

Granularity = Literal["5 minutes", "30 minutes", "1 hour", "1 day", "1 week", "1 month"]
GRANULARITIES: tuple[Granularity, ...] = get_args(Granularity)

_FIXED: dict[Granularity, str] = {"5 minutes": "5min", "30 minutes": "30min", "1 hour": "1h", "1 day": "1D"}
_WIDTHS: dict[Granularity, pd.DateOffset] = {
    "5 minutes": pd.DateOffset(minutes=5),
    "30 minutes": pd.DateOffset(minutes=30),
    "1 hour": pd.DateOffset(hours=1),
    "1 day": pd.DateOffset(days=1),
    "1 week": pd.DateOffset(weeks=1),
    "1 month": pd.DateOffset(months=1),
}


def window_starts(times: "pd.Series[pd.Timestamp]", granularity: Granularity) -> "pd.Series[pd.Timestamp]":
    """When the window begins that each time is in: in UTC, a week on its Monday."""
    if frequency := _FIXED.get(granularity):
        return times.dt.floor(frequency)
    days = times.dt.floor("D")
    before = days.dt.day_of_week if granularity == "1 week" else days.dt.day - 1
    return days - pd.to_timedelta(before, unit="D")


def window_end(start: pd.Timestamp, granularity: Granularity) -> pd.Timestamp:
    """When the window ends that begins then."""
    return start + _WIDTHS[granularity]
