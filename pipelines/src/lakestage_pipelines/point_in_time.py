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
        time = F.unix_micros(known_at)
        report = F.struct(time.alias("time"), *columns)
        reported = reports.where(F.col(known_at).isNotNull()).select(
            *self.by, time.alias("time"), report.alias("report"), self._this_and_the_next(time).alias("bucket")
        )
        together = self._asking(rows).unionByName(reported, allowMissingColumns=True)
        found = F.last("report", ignorenulls=True).over(self._until_now())
        is_fresh = F.col("found.time") >= F.col("time") - self._width
        return (
            together.withColumn("found", found)
            .where("row IS NOT NULL")
            .select("row.*", *(F.when(is_fresh, F.col(f"found.{column}")).alias(column) for column in columns))
        )

    def summed_up(
        self, rows: DataFrame, events: DataFrame, happened_at: str, values: Mapping[str, Column]
    ) -> DataFrame:
        """Each row with sums over the events that happened until its time, and for less than `within` before it.

        A sum is of an event's value, and 0 where there was none. What is `within` ago is taken off again, so that no
        row looks through its past: whole numbers stay exact.
        """
        happened = events.where(F.col(happened_at).isNotNull()).select(
            *self.by,
            F.unix_micros(happened_at).alias("time"),
            *(value.alias(name) for name, value in values.items()),
        )
        bucket, time = self._bucket(F.col("time")), F.col("time")
        # In its own bucket and in the next, where it goes again.
        changes = ((bucket, time, 1), (bucket + 1, time, 1), (bucket + 1, time + self._width, -1))
        each = (F.struct(of.alias("bucket"), at.alias("time"), F.lit(sign).alias("sign")) for of, at, sign in changes)
        changed = happened.withColumn("change", F.explode(F.array(*each))).select(
            *self.by,
            "change.bucket",
            "change.time",
            *((F.col(name) * F.col("change.sign")).alias(name) for name in values),
        )
        together = self._asking(rows).unionByName(changed, allowMissingColumns=True)
        sums = {name: F.coalesce(F.sum(name).over(self._until_now()), F.lit(0)) for name in values}
        return together.withColumns(sums).where("row IS NOT NULL").select("row.*", *values)

    def _asking(self, rows: DataFrame) -> DataFrame:
        time = F.unix_micros(self.at)
        return rows.select(
            *self.by, time.alias("time"), self._bucket(time).alias("bucket"), F.struct(*rows.columns).alias("row")
        )

    def _bucket(self, time: Column) -> Column:
        return F.floor(time / self._width)

    def _this_and_the_next(self, time: Column) -> Column:
        return F.explode(F.array(self._bucket(time), self._bucket(time) + 1))

    def _until_now(self) -> WindowSpec:
        # From a bucket's beginning on: each row then takes up what the one before has, and does not begin anew.
        from_the_beginning = Window.partitionBy(*self.by, "bucket").orderBy("time")
        return from_the_beginning.rangeBetween(Window.unboundedPreceding, Window.currentRow)

    @property
    def _width(self) -> int:
        return int(self.within.total_seconds() * _MICROSECONDS)
