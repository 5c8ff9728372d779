"""monitor: late labels joined to predictions; metrics of performance, drift and data quality, in windows of time."""

from mlflow.entities.model_registry import ModelVersion
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from lakestage_pipelines.aggregates import listed, performance
from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.drift import drift
from lakestage_pipelines.parameters import MonitorParameters
from lakestage_pipelines.prediction import PREDICTION
from lakestage_pipelines.project import ModelDefinition
from lakestage_pipelines.projects import model_named
from lakestage_pipelines.registry import boundary_of, champion_of
from lakestage_pipelines.scoring import PREDICTED_AT
from lakestage_pipelines.tables.tables import Shape, must_have
from lakestage_pipelines.tasks.learning import read_data_of
from lakestage_pipelines.windows import window_end, window_start

METRICS_KEY = ("model_version", "granularity", "window_start", "slice_key", "slice_value", "metric", "feature")

_WINDOW = ("granularity", "window_start", "window_end")
_SLICE = ("slice_key", "slice_value")


def monitor_model(parameters: MonitorParameters, context: TaskContext) -> None:
    """Writes one row for each metric, window and slice of the Champion's predictions to the model's metrics table.

    A window that was written before is changed where labels have come since. Rows stay with Spark, which writes what
    it has aggregated.
    """
    definition = model_named(context.project, parameters.model)
    champion = champion_of(context.namespace.model(parameters.model))
    table = context.namespace.table(parameters.features or definition.table)
    predictions_table = context.namespace.table(parameters.predictions)
    key = context.project.tables[definition.table].primary_key

    features = context.tables.rows(table)
    must_have(table, features, (*key, definition.label, *definition.features))
    known = features.where(F.col(definition.label).isNotNull()).select(*key, definition.label)
    arrived = context.tables.fill(predictions_table, known, key, definition.label).changed
    predictions = context.tables.rows(predictions_table).where(F.col("model_version") == str(champion.version))
    count = predictions.count()
    if count == 0:
        # So it is until there are rows that a new Champion has not learned from.
        print(f"{predictions_table} has no predictions of version {champion.version} yet: there is nothing to measure")
        return

    windowed = _in_windows(predictions, parameters, definition, context)
    metrics = (
        _performance(windowed, definition)
        .unionByName(_quality(windowed, definition, key))
        .unionByName(_drift(windowed, features, definition, champion, context))
    )
    written = _write(metrics, champion, parameters, context)
    print(
        f"{context.namespace.metrics_table(parameters.model)}, version {champion.version}, {count} predictions, "
        f"{arrived} labels since: {written}"
    )


def _in_windows(
    predictions: DataFrame, parameters: MonitorParameters, definition: ModelDefinition, context: TaskContext
) -> DataFrame:
    """Each prediction in each of its windows: once with all others, and once in each of its slices."""
    time = F.col(context.project.tables[definition.table].timestamp or PREDICTED_AT)
    windows = F.array(
        *(
            F.struct(
                F.lit(granularity).alias("granularity"),
                window_start(time, granularity).alias("window_start"),
                window_end(window_start(time, granularity), granularity).alias("window_end"),
            )
            for granularity in parameters.granularities
        )
    )
    nothing = F.lit(None).cast("string")
    slices = F.array(
        F.struct(nothing.alias("slice_key"), nothing.alias("slice_value")),
        *(
            F.struct(F.lit(name).alias("slice_key"), F.col(name).cast("string").alias("slice_value"))
            for name in definition.slices
        ),
    )
    return (
        predictions.withColumn("window", F.explode(windows))
        .withColumn("slice", F.explode(slices))
        .select("*", "window.*", "slice.*")
        # What is not known of a row is no slice; the row counts with all others.
        .where("slice_key IS NULL OR slice_value IS NOT NULL")
    )


def _performance(windowed: DataFrame, definition: ModelDefinition) -> DataFrame:
    labelled = windowed.where(F.col(definition.label).isNotNull())
    found = performance(labelled, (*_WINDOW, *_SLICE), definition.task, definition.label)
    return found.withColumn("feature", F.lit(""))


def _quality(windowed: DataFrame, definition: ModelDefinition, key: tuple[str, ...]) -> DataFrame:
    groups = (*_WINDOW, *_SLICE)
    counted = windowed.groupBy(*groups).agg(
        F.count("*").alias("rows"),
        F.count_distinct(*key).alias("keys"),
        F.count(definition.label).alias("labelled"),
        F.avg(PREDICTION).alias("mean"),
    )
    values = {
        "duplicate_keys": (F.col("rows") - F.col("keys")).cast("double"),
        "labelled_share": F.col("labelled") / F.col("rows"),
        "mean_prediction": F.col("mean"),
    }
    return listed(counted, groups, values).withColumn("feature", F.lit(""))


def _drift(
    windowed: DataFrame, features: DataFrame, definition: ModelDefinition, champion: ModelVersion, context: TaskContext
) -> DataFrame:
    """Rows scored against the rows that the Champion learned from, as they were then."""
    key = context.project.tables[definition.table].primary_key
    boundary = boundary_of(champion)
    learned = read_data_of(context, definition, champion).rows.where(~definition.split.held_out(boundary))
    scored = features.where(definition.split.held_out(boundary)).select(*key, *definition.features)
    rows = windowed.where("slice_key IS NULL").select(*key, *_WINDOW).join(scored, list(key))
    found = drift(rows, learned, definition.features, _WINDOW)
    nothing = F.lit(None).cast("string")
    return found.withColumn("slice_key", nothing).withColumn("slice_value", nothing)


def _write(metrics: DataFrame, champion: ModelVersion, parameters: MonitorParameters, context: TaskContext) -> object:
    table = context.namespace.metrics_table(parameters.model)
    rows = metrics.select(
        *_WINDOW,
        *_SLICE,
        "metric",
        "feature",
        "value",
        "rows",
        F.current_timestamp().alias("computed_at"),
        F.lit(context.run_id).alias("run_id"),
        F.lit(champion.name).alias("model"),
        F.lit(str(champion.version)).alias("model_version"),
    )
    context.tables.create(table, Shape(rows.schema, primary_key=()))
    # Aggregates, as many as there are windows, by way of the driver: a merge would compute them twice.
    computed = context.tables.spark.createDataFrame(rows.collect(), rows.schema)
    return context.tables.merge(table, computed, METRICS_KEY, circumstances=("computed_at", "run_id"))
