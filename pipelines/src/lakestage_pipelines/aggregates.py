"""The metrics of `metrics`, as Spark computes them: of any number of rows, for many groups at once."""

from collections.abc import Mapping, Sequence

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.prediction import PREDICTION, PROBABILITY

# As scikit-learn keeps a logarithm from being of zero, and a relative error from being of nothing.
_EPSILON = 2.220446049250313e-16

# Probabilities that differ by less are taken as one: so that no group has more of them than this.
_PROBABILITIES = 100_000


def performance(rows: DataFrame, groups: Sequence[str], task: ModelTask, label: str) -> DataFrame:
    """For each group of rows, whose label is known, the task's metrics that they have a value of.

    Columns: those of the groups, `metric`, `value` and `rows`.
    """
    counted = rows.groupBy(*groups).agg(F.count("*").alias("rows"), *_sums(task, label))
    values = _values(task)
    if task is ModelTask.CLASSIFICATION:
        areas = _areas(rows, groups, label)
        same = F.lit(True)
        for group in groups:
            same &= F.col(f"counted.{group}").eqNullSafe(F.col(f"areas.{group}"))
        counted = counted.alias("counted").join(areas.alias("areas"), same, "left").select("counted.*", "areas.area")
        values = {**values, "roc_auc": F.col("area")}
    return listed(counted, groups, values)


def listed(rows: DataFrame, groups: Sequence[str], values: Mapping[str, Column]) -> DataFrame:
    """One row for each group and value that is there: columns `metric`, `value`, `rows`."""
    named = F.array(*(F.struct(F.lit(name).alias("metric"), value.alias("value")) for name, value in values.items()))
    return (
        rows.select(*groups, "rows", F.explode(named).alias("found"))
        .select(*groups, "found.metric", "found.value", "rows")
        .where("value IS NOT NULL")
    )


def _sums(task: ModelTask, label: str) -> list[Column]:
    actual, predicted = F.col(label).cast("double"), F.col(PREDICTION)
    if task is ModelTask.CLASSIFICATION:
        probability = F.greatest(F.least(F.col(PROBABILITY), F.lit(1 - _EPSILON)), F.lit(_EPSILON))
        return [
            F.sum(actual * predicted).alias("both"),
            F.sum(actual).alias("positive"),
            F.sum(predicted).alias("called"),
            F.avg((actual == predicted).cast("double")).alias("right"),
            F.avg(-F.log(F.when(actual == 1, probability).otherwise(1 - probability))).alias("loss"),
        ]
    error = actual - predicted
    return [
        F.avg(error * error).alias("squared"),
        F.avg(F.abs(error)).alias("absolute"),
        F.avg(F.abs(error) / F.greatest(F.abs(actual), F.lit(_EPSILON))).alias("relative"),
        F.var_pop(actual).alias("variance"),
    ]


def _values(task: ModelTask) -> dict[str, Column]:
    if task is ModelTask.CLASSIFICATION:
        both, positive, called = (F.col(name) for name in ("both", "positive", "called"))
        return {
            "accuracy": F.col("right"),
            "precision": _share(both, called),
            "recall": _share(both, positive),
            "f1": _share(2 * both, called + positive),
            "log_loss": F.col("loss"),
        }
    squared, variance = F.col("squared"), F.col("variance")
    # Of rows that are all alike there is nothing to explain: right is 1, and anything else 0.
    explained = F.when(variance > 0, 1 - squared / variance).otherwise((squared == 0).cast("double"))
    return {
        "rmse": F.sqrt(squared),
        "mae": F.col("absolute"),
        "mape": F.col("relative"),
        "r2": F.when(F.col("rows") > 1, explained),
    }


def _share(part: Column, whole: Column) -> Column:
    return F.when(whole > 0, part / whole).otherwise(F.lit(0.0))


def _areas(rows: DataFrame, groups: Sequence[str], label: str) -> DataFrame:
    """The area under the curve: the share of pairs of a positive and a negative that are in the right order."""
    counts = rows.groupBy(*groups, F.round(F.col(PROBABILITY) * _PROBABILITIES).alias("at")).agg(
        F.sum(F.col(label)).cast("double").alias("positives"), F.sum(1 - F.col(label)).cast("double").alias("negatives")
    )
    before = Window.partitionBy(*groups).orderBy("at").rowsBetween(Window.unboundedPreceding, -1)
    below = F.coalesce(F.sum("negatives").over(before), F.lit(0.0))
    pairs = F.sum("positives") * F.sum("negatives")
    ordered = F.sum(F.col("positives") * (F.col("below") + F.col("negatives") / 2))
    return counts.withColumn("below", below).groupBy(*groups).agg(F.when(pairs > 0, ordered / pairs).alias("area"))
