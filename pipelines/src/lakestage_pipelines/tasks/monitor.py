"""monitor: late labels joined to predictions, and metrics of performance, drift and data quality."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pandas as pd

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.drift import population_stability_index
from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.evaluation import PREDICTION, feature_rows, labelled_rows, measure
from lakestage_pipelines.parameters import MonitorParameters
from lakestage_pipelines.project import ModelDefinition
from lakestage_pipelines.projects import model_named
from lakestage_pipelines.registry import boundary_of, champion_of

Metric = tuple[str, str, float]
"""Name, the feature that it is of or nothing, and value."""


def monitor_model(parameters: MonitorParameters, context: TaskContext) -> None:
    """Writes one row for each metric of the Champion's predictions to the model's metrics table."""
    definition = model_named(context.project, parameters.model)
    champion = champion_of(context.namespace.model(parameters.model))
    table = context.namespace.table(parameters.features or definition.table)
    predictions_table = context.namespace.table(parameters.predictions)
    key = list(context.project.tables[definition.table].primary_key)

    features = context.tables.read(table)
    _fill_labels(context, predictions_table, features[[*key, definition.label]], definition.label, key)
    predictions = context.tables.read(predictions_table)
    predictions = predictions[predictions["model_version"] == str(champion.version)]
    if predictions.empty:
        raise TaskError(f"{predictions_table} has no predictions of version {champion.version}: run score first")

    learned = features[~definition.split.held_out(features, boundary_of(champion))]
    scored = features.merge(predictions[key], on=key)
    metrics = [
        *_performance(predictions, definition, predictions_table),
        *_drift(feature_rows(learned, definition, table), feature_rows(scored, definition, table)),
        *_quality(scored, predictions, definition, key),
    ]
    written = pd.DataFrame(metrics, columns=["metric", "feature", "value"]).assign(
        computed_at=datetime.now(UTC),
        run_id=context.run_id,
        model=champion.name,
        model_version=str(champion.version),
        rows=len(predictions),
    )
    metrics_table = context.namespace.metrics_table(parameters.model)
    context.tables.upsert(metrics_table, written, key=["run_id", "model_version", "metric", "feature"])
    print(f"{metrics_table}: {len(written)} metrics of version {champion.version} on {len(predictions)} predictions")


def _fill_labels(context: TaskContext, predictions_table: str, known: pd.DataFrame, label: str, key: list[str]) -> None:
    predictions = context.tables.read(predictions_table)
    waiting = predictions.loc[predictions[label].isna(), key].drop_duplicates()
    arrived = known[known[label].notna()].merge(waiting, on=key)
    if not arrived.empty:
        context.tables.update(predictions_table, arrived, key)


def _performance(predictions: pd.DataFrame, definition: ModelDefinition, table: str) -> Iterator[Metric]:
    labelled = labelled_rows(predictions, definition, table)
    if not labelled.empty:
        for name, value in measure(definition, labelled[definition.label], labelled).items():
            yield name, "", value


def _drift(learned: pd.DataFrame, scored: pd.DataFrame) -> Iterator[Metric]:
    for feature in learned.columns:
        yield "psi", feature, population_stability_index(learned[feature], scored[feature])


def _quality(
    scored: pd.DataFrame, predictions: pd.DataFrame, definition: ModelDefinition, key: list[str]
) -> Iterator[Metric]:
    for feature in definition.features:
        yield "null_share", feature, float(scored[feature].isna().mean())
    yield "duplicate_keys", "", float(predictions.duplicated(key).sum())
    yield "labelled_share", "", float(predictions[definition.label].notna().mean())
    yield "mean_prediction", "", float(predictions[PREDICTION].mean())
