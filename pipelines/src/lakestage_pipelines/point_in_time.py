"""What was known at a time: the same for the rows that a model learns from and for those that it predicts.

Rows are brought together in buckets of time, as wide as one looks back: a row's past is then in its own bucket, to which
the one before is added. So no group of rows is larger than that, however long the history is.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from pyspark.sql import Column, DataFrame, Window, WindowSpec
from pyspark.sql import functions as F

_MICROSECONDS = 1_000_000


def last_known(
    rows: DataFrame, reports: DataFrame, *, by: Sequence[str], at: str, known_at: str, within: timedelta
) -> DataFrame:
    """Each row with the columns of the last report of its group that was known at the time `at`.

    They are null where the last is older than `within`.
    """
    columns = [column for column in reports.columns if column not in (*by, known_at)]
    found = F.last("event", ignorenulls=True).over(_past(by, within, includes_its_start=True))
    together = _together(rows, reports, by, at, known_at, within)
    return (
        together.withColumn("found", found)
        .where("row IS NOT NULL")
        .select("row.*", *(F.col(f"found.{column}").alias(column) for column in columns))
    )


def summed_up(
    rows: DataFrame,
    events: DataFrame,
    summaries: Mapping[str, Column],
    *,
    by: Sequence[str],
    at: str,
    happened_at: str,
    within: timedelta,
) -> DataFrame:
    """Each row with summaries of its group's events that happened until the time `at`, and for `within` before it.

    A summary is an aggregate of the column `event`, which has the events' columns and is null for what is none; it becomes
    a floating-point number.
    """
    past = _past(by, within, includes_its_start=False)
    together = _together(rows, events, by, at, happened_at, within)
    for name, summary in summaries.items():
        together = together.withColumn(name, summary.over(past).cast("double"))
    return together.where("row IS NOT NULL").select("row.*", *summaries)


def _together(
    rows: DataFrame, events: DataFrame, by: Sequence[str], at: str, happened_at: str, within: timedelta
) -> DataFrame:
    width = _microseconds(within)
    row = F.struct(*rows.columns)
    event = F.struct(*events.columns)
    bucket = F.floor(F.unix_micros(happened_at) / width)
    asking = rows.select(
        *by,
        F.unix_micros(at).alias("time"),
        F.floor(F.unix_micros(at) / width).alias("bucket"),
        row.alias("row"),
        F.lit(None).cast(events.select(event).schema[0].dataType).alias("event"),
    )
    answering = events.where(F.col(happened_at).isNotNull()).select(
        *by,
        F.unix_micros(happened_at).alias("time"),
        F.explode(F.array(bucket, bucket + 1)).alias("bucket"),
        F.lit(None).cast(rows.select(row).schema[0].dataType).alias("row"),
        event.alias("event"),
    )
    return asking.unionByName(answering)


def _past(by: Sequence[str], within: timedelta, *, includes_its_start: bool) -> WindowSpec:
    since = -_microseconds(within) + (0 if includes_its_start else 1)
    return Window.partitionBy(*by, "bucket").orderBy("time").rangeBetween(since, Window.currentRow)


def _microseconds(length: timedelta) -> int:
    return int(length.total_seconds() * _MICROSECONDS)
