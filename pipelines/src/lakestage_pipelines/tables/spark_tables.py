"""Delta tables of Unity Catalog, through the Spark session of the cluster."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pandas as pd
from pyspark.sql import SparkSession

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.tables.matching import on_equal_keys
from lakestage_pipelines.tables.selection import ALL, SOURCE_PROPERTY, SOURCE_VERSION_PROPERTY, Selection
from lakestage_pipelines.tables.tables import VersionGone, must_have


class SparkTables:
    """Tables by name in the session's catalogs.

    Rows pass through the memory of the driver: right for tables up to some millions of rows.
    """

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark
        # Spark hands times to pandas in the session's zone, without naming it.
        spark.conf.set("spark.sql.session.timeZone", "UTC")

    def exists(self, name: str) -> bool:
        return bool(self._spark.catalog.tableExists(name))

    def path(self, name: str) -> None:
        """None: Unity Catalog knows the tables."""

    def version(self, name: str) -> int:
        self._must_exist(name)
        return int(self._spark.sql(f"DESCRIBE HISTORY {_quoted(name)} LIMIT 1").collect()[0]["version"])

    def read(self, name: str, selection: Selection = ALL, version: int | None = None) -> pd.DataFrame:
        self._must_exist(name)
        source = _quoted(name) if version is None else f"{_quoted(name)} VERSION AS OF {version}"
        try:
            must_have(name, self._spark.sql(f"SELECT * FROM {source}").columns, selection)
            frame: pd.DataFrame = self._spark.sql(selection.query(source, quoted=_quoted, random="rand()")).toPandas()
        except Exception as error:
            # On a cluster some come from Java as they are.
            if version is None or not _tells_that_rows_are_gone(error):
                raise
            raise VersionGone(name, version) from error
        for column in frame.select_dtypes("datetime").columns:
            frame[column] = frame[column].dt.tz_localize("UTC")
        return frame

    def overwrite(self, name: str, frame: pd.DataFrame) -> None:
        rows = self._spark.createDataFrame(frame)
        rows.write.format("delta").mode("overwrite").option("overwriteSchema", "true").saveAsTable(_quoted(name))

    def upsert(self, name: str, frame: pd.DataFrame, key: Sequence[str]) -> None:
        if not self.exists(name):
            self.overwrite(name, frame)
            return
        self._merge(name, frame, key, "WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *")

    def update(self, name: str, frame: pd.DataFrame, key: Sequence[str]) -> None:
        self._must_exist(name)
        values = ", ".join(f"target.{column} = source.{column}" for column in frame.columns if column not in key)
        self._merge(name, frame, key, f"WHEN MATCHED THEN UPDATE SET {values}")

    def copy(self, source: str, target: str, selection: Selection) -> int:
        version = self.version(source)
        # Rows stay on the cluster, whatever their number.
        rows = selection.query(f"{_quoted(source)} VERSION AS OF {version}", quoted=_quoted, random="rand()")
        properties = f"'{SOURCE_PROPERTY}' = '{source}', '{SOURCE_VERSION_PROPERTY}' = '{version}'"
        self._spark.sql(f"CREATE OR REPLACE TABLE {_quoted(target)} USING DELTA TBLPROPERTIES ({properties}) AS {rows}")
        return version

    def properties(self, name: str) -> Mapping[str, str]:
        self._must_exist(name)
        return {row["key"]: row["value"] for row in self._spark.sql(f"SHOW TBLPROPERTIES {_quoted(name)}").collect()}

    def drop(self, name: str) -> None:
        self._spark.sql(f"DROP TABLE IF EXISTS {_quoted(name)}")

    def _merge(self, name: str, frame: pd.DataFrame, key: Sequence[str], actions: str) -> None:
        with self._view(frame) as source:
            self._spark.sql(
                f"MERGE INTO {_quoted(name)} AS target USING {source} AS source ON {on_equal_keys(key)} {actions}"
            )

    @contextmanager
    def _view(self, frame: pd.DataFrame) -> Iterator[str]:
        name = "lakestage_merge_source"
        self._spark.createDataFrame(frame).createOrReplaceTempView(name)
        try:
            yield name
        finally:
            self._spark.catalog.dropTempView(name)

    def _must_exist(self, name: str) -> None:
        if not self.exists(name):
            raise TaskError(
                f"the table {name} does not exist, or this identity may not see it: "
                "run the task that writes it, and look at its grants"
            )


# How Delta says that a commit is beyond what a table keeps: seven days of replaced files, thirty of the log.
_GONE = (
    "DELTA_VERSION_NOT_FOUND",
    "DELTA_UNSUPPORTED_TIME_TRAVEL_BEYOND_DELETED_FILE_RETENTION_DURATION",
    "DELTA_FILE_NOT_FOUND",
    "DELTA_TRUNCATED_TRANSACTION_LOG",
    "DBR_FILE_NOT_EXIST",
)


def _tells_that_rows_are_gone(error: Exception) -> bool:
    return any(condition in str(error) for condition in _GONE)


def _quoted(name: str) -> str:
    return ".".join(f"`{level}`" for level in name.split("."))
