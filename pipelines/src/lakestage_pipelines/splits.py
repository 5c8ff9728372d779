"""Which rows a model learns from, and which are held out to judge it.

A split has a boundary, a short text that is kept as a tag of the model version. Later tasks ask with it which rows
that version has not learned from, though the table has grown since.
"""

import zlib
from dataclasses import dataclass, replace
from typing import Protocol

import pandas as pd

from lakestage_pipelines.errors import ExitCode, TaskError


class Split(Protocol):
    """A way of holding rows out."""

    @property
    def column(self) -> str:
        """The column that tells the sides apart."""

    def of_days(self, days: int) -> "Split":
        """The same, holding out so many days."""

    def boundary(self, frame: pd.DataFrame) -> str:
        """Where this table is split, as text."""

    def end(self, frame: pd.DataFrame) -> str:
        """The boundary of a model that has learned from all of this table."""

    def held_out(self, frame: pd.DataFrame, boundary: str) -> "pd.Series[bool]":
        """For each row, whether a model trained with this boundary has not learned from it."""

    def condition(self, boundary: str) -> str | None:
        """SQL that the held-out rows meet, and perhaps others; None if none can be said."""


@dataclass(frozen=True)
class SplitByTime:
    """The last days are held out, and all that came before is learned from: as it is when predicting."""

    column: str
    days: int
    """How many days are held out, whatever the length of the history."""

    def of_days(self, days: int) -> "SplitByTime":
        return replace(self, days=days)

    def boundary(self, frame: pd.DataFrame) -> str:
        return self._days_after(frame, 1 - self.days)

    def end(self, frame: pd.DataFrame) -> str:
        return self._days_after(frame, 1)

    def _days_after(self, frame: pd.DataFrame, days: int) -> str:
        # A whole day: the flights of one day share their weather, and none of them may be on both sides.
        last: pd.Timestamp = frame[self.column].max().floor("D")
        return (last + pd.Timedelta(days=days)).isoformat()

    def held_out(self, frame: pd.DataFrame, boundary: str) -> "pd.Series[bool]":
        return frame[self.column] >= pd.Timestamp(boundary)

    def condition(self, boundary: str) -> str:
        return f"{self.column} >= CAST('{pd.Timestamp(boundary).isoformat()}' AS TIMESTAMP)"


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

    def boundary(self, frame: pd.DataFrame) -> str:
        return str(self.held_out_share)

    def end(self, frame: pd.DataFrame) -> str:
        # Without a time nothing would tell later which rows are new.
        raise TaskError(
            f"--refit: rows are held out by {self.column}, which is no time, and a version that has learned from all "
            "of them could be told no new ones; leave it out",
            ExitCode.BAD_PARAMETERS,
        )

    def held_out(self, frame: pd.DataFrame, boundary: str) -> "pd.Series[bool]":
        limit = float(boundary) * 2**32
        return frame[self.column].map(lambda key: zlib.crc32(str(key).encode()) < limit).astype(bool)

    def condition(self, boundary: str) -> None:
        return None
