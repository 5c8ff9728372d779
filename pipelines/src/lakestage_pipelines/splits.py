"""Which rows a model learns from, and which are held out to judge it.

A split has a boundary, a short text that is kept as a tag of the model version. Later tasks ask with it which rows
that version has not learned from, though the table has grown since.
"""

import zlib
from dataclasses import dataclass
from typing import Protocol

import pandas as pd


class Split(Protocol):
    """A way of holding rows out."""

    def boundary(self, frame: pd.DataFrame) -> str:
        """Where this table is split, as text."""

    def held_out(self, frame: pd.DataFrame, boundary: str) -> "pd.Series[bool]":
        """For each row, whether a model trained with this boundary has not learned from it."""


@dataclass(frozen=True)
class SplitByTime:
    """The first part of the time is learned from, and all that came later is held out: as it is when predicting."""

    column: str
    learned_share: float
    """How much of the time between the first and the last row is learned from, between 0 and 1."""

    def boundary(self, frame: pd.DataFrame) -> str:
        times = frame[self.column]
        first, last = times.min(), times.max()
        boundary: pd.Timestamp = first + (last - first) * self.learned_share
        # A whole day: the flights of one day share their weather, and none of them may be on both sides.
        return boundary.floor("D").isoformat()

    def held_out(self, frame: pd.DataFrame, boundary: str) -> "pd.Series[bool]":
        return frame[self.column] >= pd.Timestamp(boundary)


@dataclass(frozen=True)
class SplitByKey:
    """Rows without a time are held out by a hash of their key, so that a row is on the same side in every run."""

    column: str
    held_out_share: float

    def boundary(self, frame: pd.DataFrame) -> str:
        return str(self.held_out_share)

    def held_out(self, frame: pd.DataFrame, boundary: str) -> "pd.Series[bool]":
        limit = float(boundary) * 2**32
        return frame[self.column].map(lambda key: zlib.crc32(str(key).encode()) < limit).astype(bool)
