"""What of a table is copied."""

from collections.abc import Sequence
from dataclasses import dataclass

SOURCE_PROPERTY = "lakestage.source"
"""The property of a copy that names the table it is of."""

SOURCE_VERSION_PROPERTY = "lakestage.sourceVersion"
"""The property of a copy that says which commit of that table it shows."""


@dataclass(frozen=True)
class Selection:
    """Columns and rows of a table. Default: all of it."""

    columns: Sequence[str] = ()
    where: str | None = None
    """SQL condition that rows must meet."""
    fraction: float | None = None
    """Share of those rows, taken at random."""

    def query(self, table: str) -> str:
        """The rows as SQL."""
        columns = ", ".join(f"`{column}`" for column in self.columns) or "*"
        conditions = [
            *([f"({self.where})"] if self.where else []),
            *([f"rand() < {self.fraction}"] if self.fraction is not None else []),
        ]
        return f"SELECT {columns} FROM {table}" + (f" WHERE {' AND '.join(conditions)}" if conditions else "")
