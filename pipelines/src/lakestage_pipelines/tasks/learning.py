"""What training of any kind does: reads and splits the table, and registers what was fitted."""

from dataclasses import dataclass

import mlflow
import pandas as pd
from mlflow.data.delta_dataset_source import DeltaDatasetSource
from mlflow.data.pandas_dataset import from_pandas
from mlflow.entities.model_registry import ModelVersion
from sklearn.base import BaseEstimator

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.evaluation import columns_of, labelled_rows
from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.names import ModelVersionUri, TableVersion
from lakestage_pipelines.project import ModelDefinition
from lakestage_pipelines.registry import NewVersion, Tag, data_version_of, register
from lakestage_pipelines.tables.selection import Selection
from lakestage_pipelines.tables.tables import VersionGone

_EXAMPLE_ROWS = 100


@dataclass(frozen=True)
class LearningData:
    """A feature table's labelled rows, split."""

    definition: ModelDefinition
    data_version: TableVersion
    boundary: str
    learned: pd.DataFrame
    held_out: pd.DataFrame


def read_learning_data(
    context: TaskContext, definition: ModelDefinition, features: str | None, hold_out_days: int | None
) -> LearningData:
    """Reads the table as it is now."""
    table = context.namespace.table(features or definition.table)
    # Before the rows, which are then of this commit: a write in between would make them others.
    data_version = TableVersion(table, context.tables.version(table))
    labelled = read_version(context, definition, data_version)
    split = definition.split if hold_out_days is None else definition.split.of_days(hold_out_days)
    if labelled.empty:
        raise TaskError(f"{table} has no row with a label: {definition.label} is empty in all of them")
    boundary = split.boundary(labelled)
    held_out = split.held_out(labelled, boundary)
    if held_out.all() or not held_out.any():
        raise TaskError(
            f"{table} has too few labelled rows to hold some out: {len(labelled)}, split at {boundary}; "
            "wait for more, or hold fewer days out (--hold-out-days)"
        )
    learned = labelled[~held_out]
    classes = learned[definition.label].unique()
    if definition.task is ModelTask.CLASSIFICATION and len(classes) == 1:
        raise TaskError(
            f"nothing can be learned from {table}: {definition.label} is {classes[0]} in all {len(learned)} rows "
            f"that are not held out (split at {boundary})"
        )
    return LearningData(definition, data_version, boundary, learned, labelled[held_out])


def read_version(context: TaskContext, definition: ModelDefinition, data_version: TableVersion) -> pd.DataFrame:
    """The labelled rows of one commit of a table, with the columns that learning and judging need."""
    selection = Selection(columns_of(definition), where=f"{definition.label} IS NOT NULL")
    return labelled_rows(context.tables.read(data_version.table, selection, data_version.version), definition)


def read_data_of(
    context: TaskContext, definition: ModelDefinition, version: ModelVersion
) -> tuple[TableVersion, pd.DataFrame]:
    """The labelled rows as they were when the version learned: as they are today where those are no longer kept."""
    data_version = data_version_of(version)
    try:
        return data_version, read_version(context, definition, data_version)
    except VersionGone as gone:
        today = TableVersion(data_version.table, context.tables.version(data_version.table))
        print(f"{gone}: its rows are taken as they are in version {today.version}")
        return today, read_version(context, definition, today)


def log_data(data: LearningData, context: TaskContext) -> None:
    """Tells the active run which table, at which version, the model learned from."""
    table, version = data.data_version.table, data.data_version.version
    path = context.tables.path(table)
    source = DeltaDatasetSource(path=path, delta_table_name=None if path else table, delta_table_version=version)
    definition = data.definition
    rows = data.learned[[*definition.features, definition.label]]
    dataset = from_pandas(rows, source=source, targets=definition.label, name=definition.table)
    mlflow.log_input(dataset, context="training")


@dataclass(frozen=True)
class About:
    """What a version says of itself."""

    model: str
    """The full name of the model that it is a version of."""
    description: str
    code: str
    """The commit of the code that fitted it."""


def register_estimator(
    estimator: BaseEstimator, about: About, data: LearningData, context: TaskContext
) -> ModelVersionUri:
    """Registers what was fitted, with the tags that every version must have."""
    return register(
        about.model,
        data.definition,
        NewVersion(
            estimator=estimator,
            example=data.learned.head(_EXAMPLE_ROWS)[list(data.definition.features)],
            description=about.description,
            tags={
                Tag.ENVIRONMENT: context.environment,
                Tag.DATA_VERSION: str(data.data_version),
                Tag.CODE_VERSION: about.code,
                Tag.SPLIT_BOUNDARY: data.boundary,
                Tag.JOB_RUN: context.run_id,
            },
        ),
    )
