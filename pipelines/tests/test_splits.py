"""Which rows are held out."""

import zlib

import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lakestage_pipelines.splits import Split, SplitByKey, SplitByTime


@pytest.fixture(scope="module")
def times(spark: SparkSession) -> DataFrame:
    """Four a day, for a hundred days."""
    return spark.range(400).select(
        (F.lit("2013-01-01").cast("timestamp") + F.expr("INTERVAL 6 HOURS") * F.col("id")).alias("at")
    )


@pytest.fixture(scope="module")
def keys(spark: SparkSession) -> DataFrame:
    return spark.range(1000).select(F.concat(F.lit("patient-"), "id").alias("key"))


def held_out(split: Split, rows: DataFrame, boundary: str) -> DataFrame:
    return rows.where(split.held_out(boundary))


def learned(split: Split, rows: DataFrame, boundary: str) -> DataFrame:
    return rows.where(~split.held_out(boundary))


def test_all_that_is_held_out_by_time_is_later_and_no_day_is_on_both_sides(times: DataFrame) -> None:
    split = SplitByTime("at", days=25)
    boundary = split.boundary(times)
    [[last]] = learned(split, times, boundary).agg(F.max("at").cast("date")).collect()
    [[first, count]] = held_out(split, times, boundary).agg(F.min("at").cast("date"), F.count("*")).collect()
    assert last < first
    assert count == 25 * 4


def test_a_boundary_holds_out_what_came_after_training(times: DataFrame, spark: SparkSession) -> None:
    split = SplitByTime("at", days=25)
    grown = spark.sql("SELECT timestamp '2014-01-01' AS at")
    assert held_out(split, grown, split.boundary(times)).count() == 1


def test_as_many_days_are_held_out_however_long_the_history_is(times: DataFrame) -> None:
    split = SplitByTime("at", days=28)
    for rows in (times, times.where("at >= '2013-02-15'")):
        assert held_out(split, rows, split.boundary(rows)).count() == split.days * 4


def test_a_model_that_has_learned_from_all_rows_has_not_from_later_ones(times: DataFrame) -> None:
    split = SplitByTime("at", days=28)
    end = split.end(times)
    assert held_out(split, times, end).count() == 0
    later = times.select((F.col("at") + F.expr("INTERVAL 100 DAYS")).alias("at"))
    assert held_out(split, later, end).count() == later.count()


def test_a_key_is_on_the_same_side_whatever_else_is_in_the_table(keys: DataFrame) -> None:
    split = SplitByKey("key", held_out_share=0.25)
    found = {row["key"] for row in held_out(split, keys, split.boundary(keys)).collect()}
    # A version's tag outlives the code: the hash is the one that versions were split by before.
    assert found == {f"patient-{i}" for i in range(1000) if zlib.crc32(f"patient-{i}".encode()) < 2**30}
    assert len(found) == pytest.approx(250, abs=50)
