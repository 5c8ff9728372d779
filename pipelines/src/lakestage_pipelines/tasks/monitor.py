"""monitor: late labels joined to predictions; metrics of performance, drift and data quality, in windows of time."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import pandas as pd
from mlflow.entities.model_registry import ModelVersion

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.drift import Reference
from lakestage_pipelines.evaluation import PREDICTION, labelled_rows, outcomes_of
from lakestage_pipelines.metrics import measure
from lakestage_pipelines.parameters import MonitorParameters
from lakestage_pipelines.project import ModelDefinition
from lakestage_pipelines.projects import model_named
from lakestage_pipelines.registry import boundary_of, champion_of
from lakestage_pipelines.tables.selection import Selection
from lakestage_pipelines.tasks.learning import read_data_of
from lakestage_pipelines.windows import window_end, window_starts

PREDICTED_AT = "predicted_at"
METRICS_KEY = ("model_version", "granularity", "window_start", "metric", "feature")


class Metric(NamedTuple):
    """One value, of one window."""

    metric: str
    feature: str
    """The feature that it is of, or nothing."""
    value: float
    rows: int
    """How many rows it was computed from."""


def monitor_model(parameters: MonitorParameters, context: TaskContext) -> None:
    """Writes one row for each metric and window of the Champion's predictions to the model's metrics table.

    A window that was written before is replaced: labels have come since.
    """
    definition = model_named(context.project, parameters.model)
    champion = champion_of(context.namespace.model(parameters.model))
    table = context.namespace.table(parameters.features or definition.table)
    predictions_table = context.namespace.table(parameters.predictions)
    feature_table = context.project.tables[definition.table]
    key = list(feature_table.primary_key)

    _fill_labels(context, predictions_table, table, definition.label, key)
    predictions = context.tables.read(
        predictions_table, Selection(where=f"model_version = '{champion.version}'")
    ).reset_index(drop=True)
    if predictions.empty:
        # So it is until there are rows that a new Champion has not learned from.
        print(f"{predictions_table} has no predictions of version {champion.version} yet: there is nothing to measure")
        return

    learned = _learned(context, definition, champion)
    references = {feature: Reference(learned[feature]) for feature in definition.features}
    columns = tuple(dict.fromkeys([*key, *definition.features]))
    scored = context.tables.read(table, Selection(columns, where=definition.split.condition(boundary_of(champion))))
    times = predictions[feature_table.timestamp or PREDICTED_AT]
    written = []
    for granularity in parameters.granularities:
        for start, rows in predictions.groupby(window_starts(times, granularity)):
            assert isinstance(start, pd.Timestamp)
            metrics = [
                *_performance(rows, definition),
                *_drift(references, scored.merge(rows[key], on=key)),
                *_quality(rows, definition, key),
            ]
            written.append(
                pd.DataFrame(metrics).assign(
                    granularity=granularity, window_start=start, window_end=window_end(start, granularity)
                )
            )
    result = pd.concat(written, ignore_index=True).assign(
        computed_at=datetime.now(UTC),
        run_id=context.run_id,
        model=champion.name,
        model_version=str(champion.version),
    )
    metrics_table = context.namespace.metrics_table(parameters.model)
    context.tables.upsert(metrics_table, result, key=METRICS_KEY)
    print(
        f"{metrics_table}: {len(result)} metrics of version {champion.version} "
        f"on {len(predictions)} predictions in {len(written)} windows"
    )


def _fill_labels(context: TaskContext, predictions_table: str, table: str, label: str, key: list[str]) -> None:
    waiting = context.tables.read(predictions_table, Selection(tuple(key), where=f"{label} IS NULL")).drop_duplicates()
    if waiting.empty:
        return
    known = context.tables.read(table, Selection((*key, label), where=f"{label} IS NOT NULL"))
    arrived = known.merge(waiting, on=key)
    if not arrived.empty:
        context.tables.update(predictions_table, arrived, key)


def _learned(context: TaskContext, definition: ModelDefinition, champion: ModelVersion) -> pd.DataFrame:
    """The features of the rows that the Champion learned from, as they were then."""
    _, rows = read_data_of(context, definition, champion)
    return rows.loc[~definition.split.held_out(rows, boundary_of(champion)), list(definition.features)]


def _performance(predictions: pd.DataFrame, definition: ModelDefinition) -> Iterator[Metric]:
    labelled = labelled_rows(predictions, definition)
    outcomes = outcomes_of(definition, labelled[definition.label], labelled)
    for name, value in measure(definition.task, outcomes).items():
        yield Metric(name, "", value, len(labelled))


def _drift(references: Mapping[str, Reference], scored: pd.DataFrame) -> Iterator[Metric]:
    if scored.empty:
        return
    for feature, reference in references.items():
        yield Metric("psi", feature, reference.population_stability_index(scored[feature]), len(scored))
        yield Metric("null_share", feature, float(scored[feature].isna().mean()), len(scored))


def _quality(predictions: pd.DataFrame, definition: ModelDefinition, key: list[str]) -> Iterator[Metric]:
    rows = len(predictions)
    yield Metric("duplicate_keys", "", float(predictions.duplicated(key).sum()), rows)
    yield Metric("labelled_share", "", float(predictions[definition.label].notna().mean()), rows)
    yield Metric("mean_prediction", "", float(predictions[PREDICTION].mean()), rows)
