"""A task's code, unchanged, on a plain Spark, without a cluster, the sandbox or anything of this package around it."""

from pyspark.sql import SparkSession

from lakestage_pipelines.projects.diabetes_progression import features, source
from lakestage_pipelines.projects.diabetes_progression.schema import KEY, LABEL, PATIENTS, RAW_PATIENTS


def test_features_are_what_spark_makes_of_rows(spark: SparkSession) -> None:
    plain = SparkSession.builder.getOrCreate()
    raw = plain.createDataFrame(source.read_patients())
    table = features.build({PATIENTS: features.clean({RAW_PATIENTS: raw.union(raw)})})
    assert table.count() == raw.count()
    assert {KEY, LABEL, "blood_pressure"} < set(table.columns)
