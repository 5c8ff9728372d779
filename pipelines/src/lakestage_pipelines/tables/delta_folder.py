"""Delta tables in a folder of this machine, for work without a cluster."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
from deltalake import DeltaTable, QueryBuilder, write_deltalake

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.tables.matching import on_equal_keys
from lakestage_pipelines.tables.selection import ALL, SOURCE_PROPERTY, SOURCE_VERSION_PROPERTY, Selection
from lakestage_pipelines.tables.tables import VersionGone, must_have

# How the library says that a commit, or a file of one, is not there any more.
_GONE = ("not found", "LogSegment end version", "No such file")


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

    def read(self, name: str, selection: Selection = ALL, version: int | None = None) -> pd.DataFrame:
        try:
            table = self._table(name, version)
            must_have(name, [field.name for field in table.schema().fields], selection)
            frame: pd.DataFrame = _rows(table, selection).to_pandas()
            return frame
        except TaskError:
            raise
        except Exception as error:
            # The library has no type of its own for a file that is not there.
            if version is None or not any(word in str(error) for word in _GONE):
                raise
            raise VersionGone(name, version) from error

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
        rows = _rows(table, selection)
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

    def _table(self, name: str, version: int | None = None) -> DeltaTable:
        if not self.exists(name):
            raise TaskError(f"the table {name} does not exist: run the task that writes it first")
        return DeltaTable(self._path(name), version=version)

    def _path(self, name: str) -> Path:
        return self._root.joinpath(*name.split("."))


def _rows(table: DeltaTable, selection: Selection) -> pa.Table:
    query = selection.query("source", quoted=lambda column: f'"{column}"', random="random()")
    return pa.table(QueryBuilder().register("source", table).execute(query).read_all())


def _arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, preserve_index=False)
