"""Predictions beside their Delta table: as files, and in a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import StringType, StructField

_LONGEST_TEXT = 1000

FilesFormat = Literal["parquet", "csv"]


@dataclass(frozen=True)
class Database:
    """A table that is reached by JDBC."""

    url: str
    table: str
    user: str | None = None
    password: str | None = None

    @property
    def options(self) -> dict[str, str]:
        """As Spark's reader and writer take them."""
        given = {"url": self.url, "dbtable": self.table, "user": self.user, "password": self.password}
        return {name: value for name, value in given.items() if value is not None}


def write_files(predictions: DataFrame, folder: str, files_format: FilesFormat) -> None:
    """One folder for each version and run, which a repeated run replaces; those of others stay."""
    writer = predictions.write.format(files_format).mode("overwrite").partitionBy("model_version", "run_id")
    if files_format == "csv":
        writer = writer.option("header", "true")
    writer.option("partitionOverwriteMode", "dynamic").save(folder)


def write_to_database(predictions: DataFrame, key: Sequence[str], database: Database) -> int:
    """Adds those whose key is not there yet, and returns their number: a repeated run adds what is missing."""
    spark = predictions.sparkSession
    rows = predictions
    if _exists(database, predictions):
        there = spark.read.format("jdbc").options(**database.options).load()
        # Databases fold the letters of names as they like.
        columns = {column.lower(): column for column in there.columns}
        keys = there.select(*(F.col(f"`{columns[column.lower()]}`").alias(column) for column in key))
        rows = predictions.join(keys, list(key), "left_anti")
    count = int(rows.count())
    if count:
        # Where there is no table yet: text of any length is no key, and cannot be compared everywhere.
        texts = ", ".join(f"`{field.name}` VARCHAR({_LONGEST_TEXT})" for field in rows.schema if _is_text(field))
        writer = rows.write.format("jdbc").options(**database.options)
        writer.option("createTableColumnTypes", texts).mode("append").save()
    return count


def _is_text(field: StructField) -> bool:
    return isinstance(field.dataType, StringType)


def _exists(database: Database, predictions: DataFrame) -> bool:
    reader = predictions.sparkSession.read.format("jdbc")
    try:
        _ = reader.options(**database.options).load().schema
    except Exception as error:
        # Every database has its own words for a table that is not there. The writer makes it, or tells what else it is.
        if any(words in str(error) for words in ("SQLException", "SQLSyntaxErrorException", "does not exist")):
            return False
        raise
    return True
