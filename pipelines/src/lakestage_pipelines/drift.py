"""How far features' values have moved, as Spark computes it: of any number of rows, for many groups at once."""

from collections.abc import Mapping, Sequence

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import NumericType

_BINS = 10
# How finely deciles are told: within a ten-thousandth of the rows.
_ACCURACY = 10_000
# Stands for an empty bin, whose logarithm is not defined.
_SMALLEST_SHARE = 1e-4


def drift(rows: DataFrame, reference: DataFrame, features: Sequence[str], groups: Sequence[str]) -> DataFrame:
    """For each group of rows and each feature, `psi` and `null_share`.

    The population stability index is 0 for the reference's distribution; above 0.25 is commonly a large shift.
    Numbers are binned by the reference's deciles, categories are bins of their own, and so are missing values.
    Columns: those of the groups, `feature`, `metric`, `value` and `rows`.
    """
    bins = _bins(reference, features)
    expected = _shares(_binned(reference, bins, []), ["feature"])
    current = _shares(_binned(rows, bins, groups), [*groups, "feature"])
    # Each group against all bins of the reference, those too that none of its rows is in.
    everywhere = (
        current.select(*groups, "feature", "rows", "nulls")
        .distinct()
        .join(F.broadcast(expected.drop("rows", "nulls")), "feature")
    )
    shares = (
        everywhere.select(
            *groups, "feature", "rows", "nulls", "bin", F.lit(0.0).alias("actual"), F.col("share").alias("expected")
        )
        .unionByName(
            current.select(
                *groups, "feature", "rows", "nulls", "bin", F.col("share").alias("actual"), F.lit(0.0).alias("expected")
            )
        )
        .groupBy(*groups, "feature", "rows", "nulls", "bin")
        .agg(_share_of("actual"), _share_of("expected"))
    )
    moved = (F.col("actual") - F.col("expected")) * F.log(F.col("actual") / F.col("expected"))
    found = shares.groupBy(*groups, "feature", "rows", "nulls").agg(F.sum(moved).alias("psi"))
    values = F.array(
        F.struct(F.lit("psi").alias("metric"), F.col("psi").alias("value")),
        F.struct(F.lit("null_share").alias("metric"), (F.col("nulls") / F.col("rows")).alias("value")),
    )
    return found.select(*groups, "feature", "rows", F.explode(values).alias("found")).select(
        *groups, "feature", "found.metric", "found.value", "rows"
    )


def _bins(reference: DataFrame, features: Sequence[str]) -> Mapping[str, Column]:
    """For each feature, the bin that a row is in, as text."""
    types = {field.name: field.dataType for field in reference.schema}
    numbers = [feature for feature in features if isinstance(types[feature], NumericType)]
    at = [step / _BINS for step in range(_BINS + 1)]
    deciles: dict[str, list[float] | None] = {}
    if numbers:
        [found] = reference.agg(*(F.percentile_approx(name, at, _ACCURACY).alias(name) for name in numbers)).collect()
        deciles = found.asDict()
    bins = {}
    for feature in features:
        column = F.col(feature)
        if feature in numbers:
            # What lies beyond the reference's range belongs to its outermost bins.
            inner = sorted(set(deciles.get(feature) or []))[1:-1]
            column = sum(((column >= edge).cast("int") for edge in inner), start=column.isNotNull().cast("int"))
        bins[feature] = F.when(F.col(feature).isNull(), "missing").otherwise(column.cast("string"))
    return bins


def _binned(rows: DataFrame, bins: Mapping[str, Column], groups: Sequence[str]) -> DataFrame:
    each = F.array(
        *(
            F.struct(
                F.lit(feature).alias("feature"),
                column.alias("bin"),
                F.col(feature).isNull().cast("long").alias("null"),
            )
            for feature, column in bins.items()
        )
    )
    return rows.select(*groups, F.explode(each).alias("of")).select(*groups, "of.*")


def _shares(binned: DataFrame, groups: Sequence[str]) -> DataFrame:
    counts = binned.groupBy(*groups, "bin").agg(F.count("*").alias("count"), F.sum("null").alias("null"))
    whole = counts.groupBy(*groups).agg(F.sum("count").alias("rows"), F.sum("null").alias("nulls"))
    return (
        counts.drop("null").join(whole, list(groups)).withColumn("share", F.col("count") / F.col("rows")).drop("count")
    )


def _share_of(side: str) -> Column:
    return F.greatest(F.max(side), F.lit(_SMALLEST_SHARE)).alias(side)
