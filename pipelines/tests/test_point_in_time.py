"""What was known at a time."""

from datetime import timedelta

import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lakestage_pipelines.point_in_time import Past

HOUR = timedelta(hours=1)


def at(spark: SparkSession, column: str, rows: list[tuple[str, str, float]]) -> DataFrame:
    return spark.createDataFrame(rows, ["place", "time", "value"]).select(
        "place", F.col("time").cast("timestamp").alias(column), "value"
    )


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("2013-01-01 00:59:59", None),
        ("2013-01-01 01:00:00", 1.0),
        ("2013-01-01 01:30:00", 2.0),
        # An hour after the last, and a little later.
        ("2013-01-01 02:30:00", 2.0),
        ("2013-01-01 02:30:01", None),
    ],
)
def test_the_last_report_is_known_for_as_long_as_it_says(spark: SparkSession, asked: str, known: float | None) -> None:
    reports = at(spark, "known_at", [("a", "2013-01-01 01:00:00", 1.0), ("a", "2013-01-01 01:30:00", 2.0)])
    rows = at(spark, "at", [("a", asked, 0.0), ("b", asked, 0.0)]).drop("value")
    found = Past(["place"], "at", HOUR).last_known(rows, reports, "known_at")
    assert {row["place"]: row["value"] for row in found.collect()} == {"a": known, "b": None}


def test_events_are_summed_up_from_just_after_the_beginning_until_the_time(spark: SparkSession) -> None:
    times = ["00:00:00", "00:00:01", "00:30:00", "01:00:00", "01:00:01"]
    events = at(spark, "happened_at", [("a", f"2013-01-01 {time}", float(i)) for i, time in enumerate(times)])
    rows = at(spark, "at", [("a", "2013-01-01 01:00:00", 0.0), ("b", "2013-01-01 01:00:00", 0.0)]).drop("value")
    values = {"number": F.lit(1), "sum": F.col("value")}
    found = Past(["place"], "at", HOUR).summed_up(rows, events, "happened_at", values)
    assert {row["place"]: (row["number"], row["sum"]) for row in found.collect()} == {"a": (3, 6.0), "b": (0, 0.0)}
