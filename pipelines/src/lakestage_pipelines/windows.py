"""Windows in time, of the widths that the service's own profiles have."""

from typing import Literal, get_args

from pyspark.sql import Column
from pyspark.sql import functions as F

Granularity = Literal["5 minutes", "30 minutes", "1 hour", "1 day", "1 week", "1 month"]
GRANULARITIES: tuple[Granularity, ...] = get_args(Granularity)

_SECONDS: dict[Granularity, int] = {"5 minutes": 300, "30 minutes": 1800}


def window_start(time: Column, granularity: Granularity) -> Column:
    """When the window begins that a time is in: in UTC, a week on its Monday."""
    if seconds := _SECONDS.get(granularity):
        return F.timestamp_seconds(F.floor(F.unix_seconds(time) / seconds) * seconds)
    return F.date_trunc(granularity.split()[1], time)


def window_end(start: Column, granularity: Granularity) -> Column:
    """When the window ends that begins then."""
    return start + F.expr(f"INTERVAL {granularity}")
