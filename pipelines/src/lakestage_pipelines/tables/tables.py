"""The interface by which tasks read and write tables."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import pandas as pd

from lakestage_pipelines.tables.selection import Selection


class Tables(Protocol):
    """Delta tables by three-level name. Times are in UTC, with their time zone; a frame's index is not stored.

    Reading or updating a table that does not exist raises a TaskError that names it.
    """

    def exists(self, name: str) -> bool:
        """Whether there is such a table."""

    def path(self, name: str) -> str | None:
        """Where the table's files are, if no catalog knows the table by its name."""

    def version(self, name: str) -> int:
        """The number of the table's newest commit."""

    def read(self, name: str) -> pd.DataFrame:
        """All rows, in no particular order."""

    def overwrite(self, name: str, frame: pd.DataFrame) -> None:
        """Makes these rows and columns the table's only ones, in one commit. Creates the table."""

    def upsert(self, name: str, frame: pd.DataFrame, key: Sequence[str]) -> None:
        """Replaces the rows with the same key and adds the others, in one commit. Creates the table."""

    def update(self, name: str, frame: pd.DataFrame, key: Sequence[str]) -> None:
        """Sets the frame's other columns in the rows with the same key, in one commit. Adds no rows."""

    def copy(self, source: str, target: str, selection: Selection) -> int:
        """Makes the selected rows and columns the target's only ones, in one commit. Creates the target.

        Its properties then name the source and its version, which is also returned.
        """

    def properties(self, name: str) -> Mapping[str, str]:
        """The table's own properties."""

    def drop(self, name: str) -> None:
        """Removes the table, if there is one."""
