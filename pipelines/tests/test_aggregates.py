"""What Spark computes of many rows, against what scikit-learn computes of few."""

import numpy as np
import pandas as pd
import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lakestage_pipelines.aggregates import performance
from lakestage_pipelines.drift import drift
from lakestage_pipelines.metrics import ModelTask, Outcomes, measure

LATE_FROM = 0.5
CHANCE = np.random.default_rng(0)


def rows_of(task: ModelTask, kind: str) -> pd.DataFrame:
    """Predictions of one group."""
    count = 500
    if task is ModelTask.REGRESSION:
        actual = np.ones(count) if kind == "alike" else CHANCE.normal(100, 20, count)
        return pd.DataFrame({"label": actual, "prediction": actual + CHANCE.normal(0, 5, count), "probability": 0.0})
    actual = np.ones(count) if kind == "alike" else CHANCE.integers(2, size=count).astype("float64")
    # Of few different values, so that there are ties; and some that are certain, and wrong.
    probability = np.round(np.clip(CHANCE.normal(0.3 + 0.4 * actual, 0.3), 0, 1), 1)
    return pd.DataFrame(
        {"label": actual, "prediction": (probability >= LATE_FROM).astype("float64"), "probability": probability}
    )


@pytest.mark.parametrize("task", ModelTask)
def test_metrics_are_those_of_scikit_learn_in_every_group(spark: SparkSession, task: ModelTask) -> None:
    groups = {kind: rows_of(task, kind) for kind in ("mixed", "alike")}
    one = rows_of(task, "mixed").head(1)
    groups["single"] = one
    whole = pd.concat([rows.assign(group=group) for group, rows in groups.items()])
    found = performance(spark.createDataFrame(whole), ["group"], task, "label").collect()
    for group, rows in groups.items():
        probability = rows["probability"].to_numpy() if task is ModelTask.CLASSIFICATION else None
        outcomes = Outcomes(rows["label"].to_numpy(), rows["prediction"].to_numpy(), probability)
        values = {row["metric"]: row["value"] for row in found if row["group"] == group}
        assert values == pytest.approx(measure(task, outcomes), abs=1e-9), group
        assert {row["rows"] for row in found if row["group"] == group} == {len(rows)}


class TestDrift:
    numbers = CHANCE.normal(size=5000)

    def index(self, spark: SparkSession, reference: object, current: object, metric: str = "psi") -> float:
        before, now = (spark.createDataFrame(pd.DataFrame({"x": values})) for values in (reference, current))
        found = drift(now.withColumn("group", F.lit("all")), before, ["x"], ["group"]).where(f"metric = '{metric}'")
        return float(found.collect()[0]["value"])

    def test_numbers(self, spark: SparkSession) -> None:
        missing = np.where(self.numbers > 0, np.nan, self.numbers)
        assert self.index(spark, self.numbers, self.numbers) == pytest.approx(0)
        assert self.index(spark, self.numbers, self.numbers + 1) > 0.25  # noqa: PLR2004
        assert self.index(spark, self.numbers, missing) > 0.25  # noqa: PLR2004
        assert self.index(spark, self.numbers, missing, "null_share") == pytest.approx(np.isnan(missing).mean())

    def test_a_constant_has_not_moved(self, spark: SparkSession) -> None:
        assert self.index(spark, [1.0] * 10, [1.0] * 5) == pytest.approx(0)

    def test_categories(self, spark: SparkSession) -> None:
        carriers = ["UA", "DL"] * 100
        assert self.index(spark, carriers, carriers) == pytest.approx(0)
        assert self.index(spark, carriers, ["AA", "DL"] * 100) > 0.25  # noqa: PLR2004

    def test_groups_are_apart(self, spark: SparkSession) -> None:
        reference = spark.createDataFrame(pd.DataFrame({"x": self.numbers}))
        rows: DataFrame = reference.withColumn("group", F.lit("same")).unionByName(
            reference.select((F.col("x") + 1).alias("x"), F.lit("moved").alias("group"))
        )
        found = drift(rows, reference, ["x"], ["group"]).where("metric = 'psi'").collect()
        values = {row["group"]: row["value"] for row in found}
        assert values["same"] == pytest.approx(0)
        assert values["moved"] > 0.25  # noqa: PLR2004
