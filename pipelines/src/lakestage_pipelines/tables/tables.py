"""The interface by which tasks read and write tables."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import pandas as pd

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.tables.selection import ALL, Selection


class VersionGone(TaskError):
    """A commit of a table cannot be read any more: a table keeps what it replaced for some days only."""

    def __init__(self, name: str, version: int) -> None:
        super().__init__(f"version {version} of {name} is no longer kept")


def must_have(name: str, columns: Sequence[str], selection: Selection) -> None:
    """Raises a TaskError if the table lacks a column that is asked for."""
    missing = [column for column in selection.columns if column not in columns]
    if missing:
        raise TaskError(f"{name} lacks columns that the task needs: {', '.join(missing)}; run the task that writes it")


class Tables(Protocol):
    """Delta tables by three-level name. Times are in UTC, with their time zone; a frame's index is not stored.

    Reading or updating a table that does not exist raises a TaskError that names it, and so does reading a column
    that is not there.
    """

    def exists(self, name: str) -> bool:
        """Whether there is such a table."""

    def path(self, name: str) -> str | None:
        """Where the table's files are, if no catalog knows the table by its name."""

    def version(self, name: str) -> int:
        """The number of the table's newest commit."""

    def read(self, name: str, selection: Selection = ALL, version: int | None = None) -> pd.DataFrame:
        """The selected rows and columns, in no particular order: of the newest commit, or of the one with this number.

        Raises VersionGone where that commit's rows are no longer kept.
        """

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
