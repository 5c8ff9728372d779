"""The Spark session that a task works with."""

import logging
import os
from importlib.util import find_spec
from pathlib import Path

from pyspark.sql import SparkSession

from lakestage_pipelines.errors import TaskError


def spark_session(local: Path | None) -> SparkSession:
    """That of the cluster, of the Spark Connect server that SPARK_REMOTE names, or one in this process."""
    # An error is told once, by the task; Spark's client would log it before, with the server's stack.
    for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger", "pyspark.sql.connect.logging"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    if {"DATABRICKS_RUNTIME_VERSION", "SPARK_REMOTE"} & os.environ.keys():
        return SparkSession.builder.getOrCreate()
    if local is None:
        raise TaskError(
            "this is not a cluster, and SPARK_REMOTE names no Spark: give --local=FOLDER to work without one"
        )
    if find_spec("pyspark.core") is None:
        raise TaskError(
            "there is no Spark on this machine: name a Spark Connect server with Delta in SPARK_REMOTE "
            "(sc://localhost:15002), or install pyspark and delta-spark beside Java 17"
        )
    return _in_this_process(local)


def _in_this_process(folder: Path) -> SparkSession:
    from delta import configure_spark_with_delta_pip  # noqa: PLC0415

    settings = {
        "spark.sql.warehouse.dir": str((folder / "tables").resolve()),
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.catalogImplementation": "hive",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.enabled": "false",
    }
    builder = SparkSession.builder.master("local[*]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session: SparkSession = configure_spark_with_delta_pip(builder).getOrCreate()
    return session
