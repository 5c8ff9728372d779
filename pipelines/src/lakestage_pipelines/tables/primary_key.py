"""A table's primary key, as Unity Catalog knows it: look-ups of features and the online store ask for it."""

from collections.abc import Sequence
from contextlib import suppress

from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import AlreadyExists, ResourceAlreadyExists
from databricks.sdk.service.catalog import PrimaryKeyConstraint, TableConstraint


def declare_primary_key(workspace: WorkspaceClient, table: str, key: Sequence[str], timestamp: str | None) -> None:
    """Declares the key, if the table has none. A column of it that is a time orders the rows of one entity.

    By the catalog's own interface: PRIMARY KEY in SQL is the cluster's alone, and open-source Spark does not parse it.
    """
    constraint = PrimaryKeyConstraint(
        name=f"{table.rsplit('.', 1)[-1]}_pk",
        child_columns=list(key),
        timeseries_columns=[timestamp] if timestamp and timestamp in key else None,
    )
    with suppress(AlreadyExists, ResourceAlreadyExists):
        workspace.table_constraints.create(table, TableConstraint(primary_key_constraint=constraint))
