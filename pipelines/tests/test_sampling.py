"""What of a table reaches one machine's memory."""

import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lakestage_pipelines.sampling import Sample


@pytest.fixture(scope="module")
def rows(spark: SparkSession) -> DataFrame:
    """One of ten is of class 1."""
    return spark.range(10_000).select(
        "id", (F.col("id") % 10 == 0).cast("int").alias("label"), F.timestamp_seconds("id").alias("at")
    )


def test_all_rows_are_taken_where_there_are_not_too_many(rows: DataFrame) -> None:
    assert Sample(10_000).of(rows, ["id"], "at").count() == 10_000  # noqa: PLR2004


def test_a_stratified_sample_is_the_same_each_time_and_each_class_keeps_its_share(rows: DataFrame) -> None:
    first, again = (sorted(row["id"] for row in Sample(2000).of(rows, ["id"], "at").collect()) for _ in range(2))
    assert first == again
    assert len(first) == pytest.approx(2000, abs=150)
    assert sum(key % 10 == 0 for key in first) == pytest.approx(200, abs=50)


def test_a_recent_sample_is_the_newest_rows(rows: DataFrame) -> None:
    found = Sample(100, "recent").of(rows, ["id"], "at").collect()
    assert sorted(row["id"] for row in found) == list(range(9900, 10_000))
