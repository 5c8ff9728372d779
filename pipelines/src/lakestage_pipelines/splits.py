"""Which rows a model learns from, and which are held out to judge it.

A split has a boundary, a short text that is kept as a tag of the model version. Later tasks ask with it which rows
that version has not learned from, though the table has grown since.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lakestage_pipelines.errors import ExitCode, TaskError


class Split(Protocol):
    """A way of holding rows out."""

    @property
    def column(self) -> str:
        """The column that tells the sides apart."""

    def of_days(self, days: int) -> "Split":
        """The same, holding out so many days."""

    def boundary(self, rows: DataFrame) -> str:
        """Where this table, which has rows, is split, as text."""

    def end(self, rows: DataFrame) -> str:
        """The boundary of a model that has learned from all of this table, which has rows."""

    def held_out(self, boundary: str) -> Column:
        """Whether a model trained with this boundary has not learned from a row."""


@dataclass(frozen=True)
class SplitByTime:
    """The last days are held out, and all that came before is learned from: as it is when predicting."""

    column: str
    days: int
    """How many days are held out, whatever the length of the history."""

    def of_days(self, days: int) -> "SplitByTime":
        return replace(self, days=days)

    def boundary(self, rows: DataFrame) -> str:
        return self._days_after(rows, 1 - self.days)

    def end(self, rows: DataFrame) -> str:
        return self._days_after(rows, 1)

    def _days_after(self, rows: DataFrame, days: int) -> str:
        # A whole day: the flights of one day share their weather, and none of them may be on both sides.
        day = F.date_add(F.max(self.column).cast("date"), days)
        [found] = rows.agg(day.cast("string")).collect()[0]
        return f"{found}T00:00:00+00:00"

    def held_out(self, boundary: str) -> Column:
        # Read once here: a boundary that is no time must not become null, which is on neither side.
        return F.col(self.column) >= F.lit(datetime.fromisoformat(boundary).isoformat()).cast("timestamp")


@dataclass(frozen=True)
class SplitByKey:
    """Rows without a time are held out by a hash of their key, so that a row is on the same side in every run."""

    column: str
    held_out_share: float

    def of_days(self, days: int) -> "SplitByKey":
        raise TaskError(
            f"--hold-out-days={days}: rows are held out by {self.column}, which is no time; leave it out",
            ExitCode.BAD_PARAMETERS,
        )

    def boundary(self, rows: DataFrame) -> str:
        return str(self.held_out_share)

    def end(self, rows: DataFrame) -> str:
        # Without a time nothing would tell later which rows are new.
        raise TaskError(
            f"--refit: rows are held out by {self.column}, which is no time, and a version that has learned from all "
            "of them could be told no new ones; leave it out",
            ExitCode.BAD_PARAMETERS,
        )

    def held_out(self, boundary: str) -> Column:
        return F.crc32(F.col(self.column).cast("string").cast("binary")) < F.lit(int(float(boundary) * 2**32))
