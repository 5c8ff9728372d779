"""Delta tables in a folder of this machine, for work without a cluster."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
from deltalake import DeltaTable, QueryBuilder, write_deltalake

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.tables.matching import on_equal_keys
from lakestage_pipelines.tables.selection import SOURCE_PROPERTY, SOURCE_VERSION_PROPERTY, Selection


class DeltaFolder:
    """Tables in `<root>/<catalog>/<schema>/<table>`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def exists(self, name: str) -> bool:
        return DeltaTable.is_deltatable(str(self._path(name)))

    def path(self, name: str) -> str:
        return str(self._path(name).resolve())

    def version(self, name: str) -> int:
        return self._table(name).version()

    def read(self, name: str) -> pd.DataFrame:
        frame: pd.DataFrame = self._table(name).to_pandas()
        return frame

    def overwrite(self, name: str, frame: pd.DataFrame) -> None:
        write_deltalake(self._path(name), _arrow(frame), mode="overwrite", schema_mode="overwrite")

    def upsert(self, name: str, frame: pd.DataFrame, key: Sequence[str]) -> None:
        if not self.exists(name):
            self.overwrite(name, frame)
            return
        (
            self._table(name)
            .merge(_arrow(frame), on_equal_keys(key), source_alias="source", target_alias="target")
            .when_matched_update_all()
            .when_not_matched_insert_all()
            .execute()
        )

    def update(self, name: str, frame: pd.DataFrame, key: Sequence[str]) -> None:
        values = {column: f"source.{column}" for column in frame.columns if column not in key}
        (
            self._table(name)
            .merge(_arrow(frame), on_equal_keys(key), source_alias="source", target_alias="target")
            .when_matched_update(values)
            .execute()
        )

    def copy(self, source: str, target: str, selection: Selection) -> int:
        table = self._table(source)
        query = selection.query("source", quoted=lambda column: f'"{column}"', random="random()")
        rows = pa.table(QueryBuilder().register("source", table).execute(query).read_all())
        path = self._path(target)
        write_deltalake(path, rows, mode="overwrite", schema_mode="overwrite")
        # The library takes properties in a commit of their own only.
        DeltaTable(path).alter.set_table_properties(
            {SOURCE_PROPERTY: source, SOURCE_VERSION_PROPERTY: str(table.version())}, raise_if_not_exists=False
        )
        return table.version()

    def properties(self, name: str) -> Mapping[str, str]:
        return self._table(name).metadata().configuration

    def drop(self, name: str) -> None:
        shutil.rmtree(self._path(name), ignore_errors=True)

    def _table(self, name: str) -> DeltaTable:
        if not self.exists(name):
            raise TaskError(f"the table {name} does not exist: run the task that writes it first")
        return DeltaTable(self._path(name))

    def _path(self, name: str) -> Path:
        return self._root.joinpath(*name.split("."))


def _arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, preserve_index=False)
