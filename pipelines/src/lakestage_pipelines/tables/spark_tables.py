"""Delta tables of Unity Catalog, through the Spark session of the cluster."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pandas as pd
from pyspark.sql import SparkSession

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.tables.matching import on_equal_keys
from lakestage_pipelines.tables.selection import SOURCE_PROPERTY, SOURCE_VERSION_PROPERTY, Selection


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

    def read(self, name: str) -> pd.DataFrame:
        self._must_exist(name)
        frame: pd.DataFrame = self._spark.table(_quoted(name)).toPandas()
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


def _quoted(name: str) -> str:
    return ".".join(f"`{level}`" for level in name.split("."))
