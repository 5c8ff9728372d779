"""Flights and reports with columns of their own names and types, each once."""

from collections.abc import Mapping

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lakestage_pipelines.projects.flight_delay.schema import KEY, RAW_FLIGHTS, RAW_WEATHER, TIMESTAMP, WEATHER

_MINUTES_OF_AN_HOUR = 60
_HUNDRED = 100
_WEATHER_SOURCE = dict(
    zip(WEATHER, ("temp", "dewp", "humid", "wind_speed", "wind_gust", "precip", "pressure", "visib"), strict=True)
)


def flights(inputs: Mapping[str, DataFrame]) -> DataFrame:
    """One row for each scheduled flight. A flight that names no airport, airline or hour is none."""
    rows = inputs[RAW_FLIGHTS]
    day = F.make_date("year", "month", "day")
    return (
        rows.select(
            F.concat(
                F.date_format(day, "yyyyMMdd"),
                F.lit("-"),
                "origin",
                F.lit("-"),
                "carrier",
                F.col("flight").cast("string"),
            ).alias(KEY),
            # The hour is in UTC, and the minute is that of the timetable.
            (F.col("time_hour") + F.make_dt_interval(mins=F.col("minute").cast("int"))).alias(TIMESTAMP),
            "carrier",
            "origin",
            "dest",
            _minute_of_day("sched_dep_time").alias("departure_minute"),
            _minute_of_day("sched_arr_time").alias("arrival_minute"),
            # Monday is 0.
            F.weekday(day).cast("double").alias("weekday"),
            F.col("distance").cast("double").alias("distance"),
            F.col("dep_delay").cast("double").alias("departure_delay"),
            F.col("arr_delay").cast("double").alias("arrival_delay"),
        )
        .where(F.col(KEY).isNotNull() & F.col(TIMESTAMP).isNotNull())
        .dropDuplicates([KEY])
    )


def weather(inputs: Mapping[str, DataFrame]) -> DataFrame:
    """One row for each airport's report of an hour."""
    rows = inputs[RAW_WEATHER]
    return (
        rows.select(
            "origin",
            F.col("time_hour").alias("reported_at"),
            *(F.col(column).cast("double").alias(name) for name, column in _WEATHER_SOURCE.items()),
        )
        .where("origin IS NOT NULL AND reported_at IS NOT NULL")
        .dropDuplicates(["origin", "reported_at"])
    )


def _minute_of_day(clock: str) -> Column:
    """Minutes since midnight of a local time written as 1435."""
    hours = F.floor(F.col(clock) / _HUNDRED)
    return (hours * _MINUTES_OF_AN_HOUR + F.col(clock) % _HUNDRED).cast("double")
