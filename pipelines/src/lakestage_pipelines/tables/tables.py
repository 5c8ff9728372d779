"""Delta tables by three-level name, through Spark: rows stay where Spark has them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

import pandas as pd
from databricks.sdk import WorkspaceClient
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import StructType

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.tables.primary_key import declare_primary_key
from lakestage_pipelines.tables.selection import SOURCE_PROPERTY, SOURCE_VERSION_PROPERTY, Selection

_INPUTS_PROPERTY = "lakestage.inputs"


class VersionGone(TaskError):
    """A commit of a table cannot be read any more: a table keeps what it replaced for some days only."""

    def __init__(self, name: str, version: int) -> None:
        super().__init__(f"version {version} of {name} is no longer kept")


@dataclass(frozen=True)
class Shape:
    """What a table is made as, where there is none."""

    schema: StructType
    primary_key: tuple[str, ...]
    timestamp: str | None = None
    """The column of the key, or beside it, that orders rows in time."""
    constraints: Mapping[str, str] = field(default_factory=dict)
    """Conditions that every row must meet, by their names: Delta refuses a write that breaks one."""


@dataclass(frozen=True)
class Merged:
    """How many rows a merge added, changed and removed."""

    added: int
    changed: int
    removed: int

    def __str__(self) -> str:
        return f"{self.added} rows added, {self.changed} changed, {self.removed} removed"


class Tables:
    """Tables in the session's catalogs.

    Reading or changing a table that does not exist raises a TaskError that names it.
    """

    def __init__(self, spark: SparkSession, workspace: WorkspaceClient | None = None) -> None:
        """`workspace` is told of primary keys; without one, nobody is."""
        self.spark = spark
        self._workspace = workspace
        # Days begin and windows end in UTC, wherever the session runs.
        spark.conf.set("spark.sql.session.timeZone", "UTC")

    def exists(self, name: str) -> bool:
        return bool(self.spark.catalog.tableExists(_quoted(name)))

    def version(self, name: str) -> int:
        """The number of the table's newest commit."""
        self._must_exist(name)
        return int(self.spark.sql(f"DESCRIBE HISTORY {_quoted(name)} LIMIT 1").collect()[0]["version"])

    def rows(self, name: str, version: int | None = None) -> DataFrame:
        """The rows of the newest commit, or of the one with this number.

        Raises VersionGone where that commit's rows are no longer kept.
        """
        self._must_exist(name)
        if version is None:
            return self.spark.table(_quoted(name))
        with self.kept(name, version):
            rows = self.spark.sql(f"SELECT * FROM {_quoted(name)} VERSION AS OF {version}")
            # Delta looks for the commit now, and for its files when they are read.
            _ = rows.schema
            return rows

    def create(self, name: str, shape: Shape) -> None:
        """Makes the table, empty, if there is none."""
        if self.exists(name):
            return
        self._make_schema_of(name)
        columns = ", ".join(
            f"`{column.name}` {column.dataType.simpleString()}"
            + (" NOT NULL" if column.name in shape.primary_key else "")
            for column in shape.schema
        )
        # What changed since a commit can then be read without comparing all rows.
        self.spark.sql(
            f"CREATE TABLE IF NOT EXISTS {_quoted(name)} ({columns}) USING DELTA "
            "TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true')"
        )
        for constraint, condition in shape.constraints.items():
            self.spark.sql(f"ALTER TABLE {_quoted(name)} ADD CONSTRAINT `{constraint}` CHECK ({condition})")
        if self._workspace and shape.primary_key:
            declare_primary_key(self._workspace, name, shape.primary_key, shape.timestamp)

    def merge(
        self,
        name: str,
        rows: DataFrame,
        key: Sequence[str],
        *,
        whole: str | None = None,
        circumstances: Sequence[str] = (),
    ) -> Merged:
        """Adds the rows whose key is new and changes those that differ, in one commit: others are not written again.

        `whole` is a condition in SQL: rows of the table that meet it, and are not among those given, are removed. A row
        that differs in `circumstances` only, as in when it was computed, stays as it is.
        """
        if self.rows(name).isEmpty():
            # A merge would compute the rows twice: to find what they match, and to write them. Of two at once one wins.
            rows.write.format("delta").mode("overwrite").saveAsTable(_quoted(name))
            return Merged(int(self.rows(name).count()), 0, 0)
        same = (*key, *circumstances)
        differs = " OR ".join(
            f"NOT (target.`{column}` <=> source.`{column}`)" for column in rows.columns if column not in same
        )
        changed = f"WHEN MATCHED AND ({differs}) THEN UPDATE SET *" if differs else ""
        removed = f"WHEN NOT MATCHED BY SOURCE AND ({whole}) THEN DELETE" if whole else ""
        return self._merge(name, rows, key, f"{changed} WHEN NOT MATCHED THEN INSERT * {removed}")

    def add(self, name: str, rows: DataFrame, key: Sequence[str]) -> Merged:
        """Adds the rows whose key is new, in one commit. What is there stays as it is."""
        return self._merge(name, rows, key, "WHEN NOT MATCHED THEN INSERT *")

    def fill(self, name: str, rows: DataFrame, key: Sequence[str], column: str) -> Merged:
        """Sets the column where it is null, in the rows with the same key, in one commit. Adds no rows."""
        action = f"WHEN MATCHED AND target.`{column}` IS NULL THEN UPDATE SET target.`{column}` = source.`{column}`"
        return self._merge(name, rows, key, action)

    def changed_from(self, name: str, version: int, timestamp: str) -> str | None:
        """The earliest time, as text, of a row that was added, changed or removed after that commit; None if none was.

        Raises VersionGone where what changed is no longer kept.
        """
        if version >= self.version(name):
            return None
        with self.kept(name, version):
            changes = (
                self.spark.read.option("readChangeFeed", "true")
                .option("startingVersion", version + 1)
                .table(_quoted(name))
            )
            [earliest] = changes.agg(F.min(timestamp).cast("string")).collect()[0]
        return str(earliest) if earliest is not None else None

    def inputs(self, name: str) -> dict[str, object]:
        """What the table says that it was made from."""
        text = self.properties(name).get(_INPUTS_PROPERTY)
        inputs: dict[str, object] = json.loads(text) if text else {}
        return inputs

    def set_inputs(self, name: str, inputs: Mapping[str, object]) -> None:
        """Notes on the table what it was made from."""
        # Not ' or \, which SQL would read otherwise: names and numbers have neither.
        text = json.dumps(inputs)
        self.spark.sql(f"ALTER TABLE {_quoted(name)} SET TBLPROPERTIES ('{_INPUTS_PROPERTY}' = '{text}')")

    def copy(self, source: str, target: str, selection: Selection) -> int:
        """Makes the selected rows and columns the target's only ones, in one commit. Creates the target.

        Its properties then name the source and its version, which is also returned.
        """
        version = self.version(source)
        must_have(source, self.rows(source), selection.columns)
        self._make_schema_of(target)
        rows = selection.query(f"{_quoted(source)} VERSION AS OF {version}")
        properties = f"'{SOURCE_PROPERTY}' = '{source}', '{SOURCE_VERSION_PROPERTY}' = '{version}'"
        self.spark.sql(f"CREATE OR REPLACE TABLE {_quoted(target)} USING DELTA TBLPROPERTIES ({properties}) AS {rows}")
        return version

    def properties(self, name: str) -> Mapping[str, str]:
        """The table's own properties."""
        self._must_exist(name)
        return {row["key"]: row["value"] for row in self.spark.sql(f"SHOW TBLPROPERTIES {_quoted(name)}").collect()}

    def names(self, schema: str) -> list[str]:
        """The schema's tables, by their own names. None where there is no such schema."""
        if not self.spark.catalog.databaseExists(_quoted(schema)):
            return []
        return [row["tableName"] for row in self.spark.sql(f"SHOW TABLES IN {_quoted(schema)}").collect()]

    def drop(self, name: str) -> None:
        """Removes the table, if there is one."""
        self.spark.sql(f"DROP TABLE IF EXISTS {_quoted(name)}")

    @contextmanager
    def kept(self, name: str, version: int) -> Iterator[None]:
        """Tells by VersionGone that what is read within needs rows that the table no longer keeps."""
        try:
            yield
        except Exception as error:
            # On a cluster some come from Java as they are.
            if any(condition in str(error) for condition in _GONE):
                raise VersionGone(name, version) from error
            raise

    def _merge(self, name: str, rows: DataFrame, key: Sequence[str], actions: str) -> Merged:
        self._must_exist(name)
        matches = " AND ".join(f"target.`{column}` <=> source.`{column}`" for column in key)
        view = f"lakestage_{uuid4().hex}"
        rows.createOrReplaceTempView(view)
        try:
            [done] = self.spark.sql(
                f"MERGE INTO {_quoted(name)} AS target USING {view} AS source ON {matches} {actions}"
            ).collect()
        finally:
            self.spark.catalog.dropTempView(view)
        return Merged(done["num_inserted_rows"], done["num_updated_rows"], done["num_deleted_rows"])

    def _make_schema_of(self, name: str) -> None:
        # Those of a workspace are declared by their stacks.
        if self._workspace is None:
            self.spark.sql(f"CREATE SCHEMA IF NOT EXISTS {_quoted(name.rsplit('.', 1)[0])}")

    def _must_exist(self, name: str) -> None:
        if not self.exists(name):
            raise TaskError(
                f"the table {name} does not exist, or this identity may not see it: "
                "run the task that writes it, and look at its grants"
            )


def must_have(name: str, rows: DataFrame, columns: Sequence[str]) -> None:
    """Raises a TaskError if the table lacks a column that is asked for."""
    missing = [column for column in columns if column not in rows.columns]
    if missing:
        raise TaskError(f"{name} lacks columns that the task needs: {', '.join(missing)}; run the task that writes it")


def to_pandas(rows: DataFrame) -> pd.DataFrame:
    """The rows in this process's memory, their times in UTC: for as many as a parameter allows, or fewer."""
    frame: pd.DataFrame = rows.toPandas()
    # Spark hands times over in the session's zone, without naming it.
    for column in frame.select_dtypes("datetime").columns:
        frame[column] = frame[column].dt.tz_localize("UTC")
    return frame


def interval(length: timedelta) -> str:
    """The length in SQL."""
    return f"INTERVAL {int(length.total_seconds())} SECONDS"


# How Delta says that a commit is beyond what a table keeps: seven days of replaced files, thirty of the log.
_GONE = (
    "DELTA_VERSION_NOT_FOUND",
    "DELTA_UNSUPPORTED_TIME_TRAVEL_BEYOND_DELETED_FILE_RETENTION_DURATION",
    "DELTA_FILE_NOT_FOUND",
    "DELTA_TRUNCATED_TRANSACTION_LOG",
    "DELTA_CHANGE_DATA_FILE_NOT_FOUND",
    "DELTA_MISSING_CHANGE_DATA",
    "DBR_FILE_NOT_EXIST",
    "FAILED_READ_FILE.FILE_NOT_EXIST",
)


def _quoted(name: str) -> str:
    return ".".join(f"`{level}`" for level in name.split("."))
