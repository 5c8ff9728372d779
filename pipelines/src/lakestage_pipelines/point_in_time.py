"""What was known at a time: the same for the rows that a model learns from and for those that it predicts.

Rows are brought together in buckets of time, as wide as one looks back. A row's past is then in its own bucket, to
which the one before is added: no group of rows is larger than that, however long the history is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pyspark.sql import Column, DataFrame, Window, WindowSpec
from pyspark.sql import functions as F

_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Past:
    """What happened to the same group until a row's time, and for some time before it."""

    by: Sequence[str]
    """The columns that groups have in common with rows."""
    at: str
    """The column of the rows with their time."""
    within: timedelta

    def last_known(self, rows: DataFrame, reports: DataFrame, known_at: str) -> DataFrame:
        """Each row with the columns of the last report that was known at its time.

        They are null where the last is older than `within`.
        """
        columns = [column for column in reports.columns if column not in (*self.by, known_at)]
        found = F.last("event", ignorenulls=True).over(self._window(includes_its_start=True))
        return (
            self._together(rows, reports, known_at)
            .withColumn("found", found)
            .where("row IS NOT NULL")
            .select("row.*", *(F.col(f"found.{column}").alias(column) for column in columns))
        )

    def summed_up(
        self, rows: DataFrame, events: DataFrame, happened_at: str, summaries: Mapping[str, Column]
    ) -> DataFrame:
        """Each row with summaries of the events that happened until its time, and for less than `within` before it.

        A summary is an aggregate of the column `event`, which has the events' columns and is null for what is none; it
        becomes a floating-point number.
        """
        together = self._together(rows, events, happened_at)
        for name, summary in summaries.items():
            together = together.withColumn(name, summary.over(self._window(includes_its_start=False)).cast("double"))
        return together.where("row IS NOT NULL").select("row.*", *summaries)

    def _together(self, rows: DataFrame, events: DataFrame, happened_at: str) -> DataFrame:
        width = _microseconds(self.within)
        row, event = F.struct(*rows.columns), F.struct(*events.columns)
        bucket = F.floor(F.unix_micros(happened_at) / width)
        asking = rows.select(
            *self.by,
            F.unix_micros(self.at).alias("time"),
            F.floor(F.unix_micros(self.at) / width).alias("bucket"),
            row.alias("row"),
            F.lit(None).cast(events.select(event).schema[0].dataType).alias("event"),
        )
        answering = events.where(F.col(happened_at).isNotNull()).select(
            *self.by,
            F.unix_micros(happened_at).alias("time"),
            F.explode(F.array(bucket, bucket + 1)).alias("bucket"),
            F.lit(None).cast(rows.select(row).schema[0].dataType).alias("row"),
            event.alias("event"),
        )
        return asking.unionByName(answering)

    def _window(self, *, includes_its_start: bool) -> WindowSpec:
        since = -_microseconds(self.within) + (0 if includes_its_start else 1)
        return Window.partitionBy(*self.by, "bucket").orderBy("time").rangeBetween(since, Window.currentRow)


def _microseconds(length: timedelta) -> int:
    return int(length.total_seconds() * _MICROSECONDS)
