"""score: the Champion's predictions for new rows."""

from datetime import UTC, datetime

import pandas as pd

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.evaluation import predict
from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.parameters import ScoreParameters
from lakestage_pipelines.project import FeatureTable, ModelDefinition
from lakestage_pipelines.projects import model_named
from lakestage_pipelines.registry import boundary_of, champion_of, load, uri_of
from lakestage_pipelines.tables.selection import Selection


def score_rows(parameters: ScoreParameters, context: TaskContext) -> None:
    """Adds a prediction for each row that the Champion has neither learned from nor scored.

    So a run that is repeated adds nothing, and a new Champion scores the rows again, under its own version.
    """
    definition = model_named(context.project, parameters.model)
    champion = champion_of(context.namespace.model(parameters.model))
    table = context.namespace.table(parameters.features or definition.table)
    output = context.namespace.table(parameters.output)
    feature_table = context.project.tables[definition.table]
    carried = _carried(feature_table, definition)

    boundary = boundary_of(champion)
    columns = dict.fromkeys([*carried, definition.split.column, *definition.features])
    frame = context.tables.read(table, Selection(tuple(columns), where=definition.split.condition(boundary)))
    rows = frame[definition.split.held_out(frame, boundary)]
    rows = _without_scored(rows, context, output, feature_table, str(champion.version))
    if rows.empty:
        print(f"{output}: nothing new for version {champion.version}")
        return
    predictions = predict(load(uri_of(champion)), definition, rows[list(definition.features)])
    result = pd.concat([rows[carried], predictions], axis="columns")
    # Not known yet, or not to be known: the monitor task fills it in.
    result[definition.label] = pd.Series(pd.NA, index=rows.index, dtype=_label_type(definition))
    result["model_name"] = champion.name
    result["model_version"] = str(champion.version)
    result["predicted_at"] = datetime.now(UTC)
    result["run_id"] = context.run_id
    context.tables.upsert(output, result, key=[*feature_table.primary_key, "model_version"])
    print(f"{output}: {len(result)} predictions of version {champion.version}")


def _without_scored(
    rows: pd.DataFrame, context: TaskContext, output: str, feature_table: FeatureTable, version: str
) -> pd.DataFrame:
    if not context.tables.exists(output):
        return rows
    key = list(feature_table.primary_key)
    scored = context.tables.read(output, Selection(tuple(key), where=f"model_version = '{version}'"))
    return rows[~pd.MultiIndex.from_frame(rows[key]).isin(pd.MultiIndex.from_frame(scored[key]))]


def _carried(feature_table: FeatureTable, definition: ModelDefinition) -> list[str]:
    """Columns that a prediction keeps of its row: to find it again, and to split metrics by."""
    time = [feature_table.timestamp] if feature_table.timestamp else []
    return list(dict.fromkeys([*feature_table.primary_key, *time, *definition.slices]))


def _label_type(definition: ModelDefinition) -> str:
    return "Int64" if definition.task is ModelTask.CLASSIFICATION else "Float64"
