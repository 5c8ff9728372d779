"""Some of a table's rows, always the same ones: those whose key's hash is small, or the newest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

Sampling = Literal["stratified", "recent"]

_PARTS = 1_000_000


def hash_below(key: Sequence[str], share: float) -> Column:
    """Whether a row is in a share of all: by a hash of its key, so that it is in a larger share too."""
    return F.pmod(F.xxhash64(*key), F.lit(_PARTS)) < F.lit(round(share * _PARTS))


@dataclass(frozen=True)
class Sample:
    """What of a table reaches one machine's memory."""

    rows: int
    """How many at most, within chance."""
    sampling: Sampling = "stratified"

    def of(self, rows: DataFrame, key: Sequence[str], timestamp: str | None) -> DataFrame:
        """Every row, or as many as there may be.

        A hash knows neither label nor time, so that every class and every day keeps its share (stratified). Rows that
        have no time have no newest.
        """
        count = rows.count()
        if count <= self.rows:
            return rows
        if self.sampling == "recent" and timestamp is not None:
            return rows.orderBy(F.desc(timestamp), *key).limit(self.rows)
        return rows.where(hash_below(key, self.rows / count))
