"""Flights and weather as a feature table.

The prediction is made two hours before the scheduled departure: in time to rebook passengers. Every feature is known
by then: the timetable, the weather that was reported, and the delays of flights that had left. Departure and arrival
of the flight itself are not; its arrival is the label.
"""

from collections.abc import Mapping
from datetime import timedelta

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from lakestage_pipelines.point_in_time import Past
from lakestage_pipelines.projects.flight_delay.schema import (
    FEATURES,
    FLIGHTS,
    KEY,
    LABEL,
    LATE_AFTER_MINUTES,
    REPORTS,
    TIMESTAMP,
)
from lakestage_pipelines.tables.tables import interval

PREDICTED_AHEAD = timedelta(hours=2)

# A report belongs to an hour and may be from its last minute.
_REPORT_KNOWN_AFTER = timedelta(hours=1)
# Older weather says little about the departure; the feature is then missing.
_REPORT_USED_FOR = timedelta(hours=6)

_TRAFFIC_WINDOW = timedelta(hours=3)
# What leaves later is no late flight but another one.
_LONGEST_DELAY = timedelta(hours=36)

LOOKS_BACK = PREDICTED_AHEAD + max(_REPORT_KNOWN_AFTER + _REPORT_USED_FOR, _TRAFFIC_WINDOW + _LONGEST_DELAY)


def build(inputs: Mapping[str, DataFrame]) -> DataFrame:
    """One row for each scheduled flight."""
    flights = inputs[FLIGHTS]
    rows = flights.select(
        KEY,
        TIMESTAMP,
        "carrier",
        "origin",
        "dest",
        "departure_minute",
        "arrival_minute",
        "weekday",
        "distance",
        # Null for a flight that was cancelled or diverted.
        (F.col("arrival_delay") > LATE_AFTER_MINUTES).cast("bigint").alias(LABEL),
        (F.col(TIMESTAMP) - F.expr(interval(PREDICTED_AHEAD))).alias("predicted_at"),
    )
    rows = _with_weather(rows, inputs[REPORTS])
    departures = flights.where(F.col("departure_delay") <= _LONGEST_DELAY.total_seconds() / 60).select(
        "origin",
        "carrier",
        F.col("departure_delay").alias("delay"),
        (F.col(TIMESTAMP) + F.make_dt_interval(mins=F.col("departure_delay").cast("int"))).alias("left_at"),
    )
    rows = _with_recent(rows, departures, ["origin"], "airport")
    rows = _with_recent(rows, departures, ["origin", "carrier"], "carrier")
    return rows.select(KEY, TIMESTAMP, *FEATURES, LABEL)


def _with_weather(rows: DataFrame, reports: DataFrame) -> DataFrame:
    """The last report of the flight's airport that was known when the prediction is made."""
    known = reports.withColumn("known_at", F.col("reported_at") + F.expr(interval(_REPORT_KNOWN_AFTER)))
    past = Past(by=["origin"], at="predicted_at", within=_REPORT_USED_FOR)
    return past.last_known(rows, known.drop("reported_at"), "known_at")


def _with_recent(rows: DataFrame, departures: DataFrame, by: list[str], prefix: str) -> DataFrame:
    """How flights of the same group left in the hours before the prediction.

    Columns: `<prefix>_departures`, their number; `<prefix>_delay`, their mean delay in minutes; `<prefix>_late_share`,
    the share that left more than 15 minutes late. The last two are missing where there was none.
    """
    late = F.col("delay") > LATE_AFTER_MINUTES
    past = Past(by=by, at="predicted_at", within=_TRAFFIC_WINDOW)
    sums = {"departures": F.lit(1), "minutes": F.col("delay").cast("bigint"), "late_ones": late.cast("int")}
    summed = past.summed_up(rows, departures, "left_at", sums)
    number = F.when(F.col("departures") > 0, F.col("departures"))
    return summed.select(
        *rows.columns,
        F.col("departures").cast("double").alias(f"{prefix}_departures"),
        (F.col("minutes") / number).alias(f"{prefix}_delay"),
        (F.col("late_ones") / number).alias(f"{prefix}_late_share"),
    )
