"""What training of any kind does: reads and splits the table, and registers what was fitted."""

from dataclasses import dataclass

import mlflow
import pandas as pd
from mlflow.data.delta_dataset_source import DeltaDatasetSource
from mlflow.data.pandas_dataset import from_pandas
from sklearn.base import BaseEstimator

from lakestage_pipelines import __version__
from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.evaluation import feature_rows, labelled_rows
from lakestage_pipelines.names import ModelVersionUri
from lakestage_pipelines.parameters import BaselineParameters
from lakestage_pipelines.project import ModelDefinition
from lakestage_pipelines.registry import NewVersion, Tag, register

_EXAMPLE_ROWS = 100


@dataclass(frozen=True)
class LearningData:
    """A feature table's labelled rows, split."""

    definition: ModelDefinition
    table: str
    table_version: int
    boundary: str
    learned: pd.DataFrame
    held_out: pd.DataFrame


def read_learning_data(context: TaskContext, definition: ModelDefinition, features: str | None) -> LearningData:
    """Reads the table as it is now."""
    table = context.namespace.table(features or definition.table)
    # Before the rows: were it asked after, a write in between could make it too new.
    table_version = context.tables.version(table)
    frame = context.tables.read(table)
    feature_rows(frame, definition, table)
    labelled = labelled_rows(frame, definition, table)
    boundary = definition.split.boundary(labelled)
    held_out = definition.split.held_out(labelled, boundary)
    if held_out.all() or not held_out.any():
        raise TaskError(f"{table} has too few labelled rows to hold some out: {len(labelled)}")
    return LearningData(definition, table, table_version, boundary, labelled[~held_out], labelled[held_out])


def log_data(data: LearningData, context: TaskContext) -> None:
    """Tells the active run which table, at which version, the model learned from."""
    path = context.tables.path(data.table)
    source = DeltaDatasetSource(
        path=path, delta_table_name=None if path else data.table, delta_table_version=data.table_version
    )
    definition = data.definition
    rows = data.learned[[*definition.features, definition.label]]
    dataset = from_pandas(rows, source=source, targets=definition.label, name=definition.table)
    mlflow.log_input(dataset, context="training")


def register_estimator(
    estimator: BaseEstimator,
    description: str,
    data: LearningData,
    parameters: BaselineParameters,
    context: TaskContext,
) -> ModelVersionUri:
    """Registers what was fitted, with the tags that every version must have."""
    return register(
        context.namespace.model(parameters.model),
        data.definition,
        NewVersion(
            estimator=estimator,
            example=feature_rows(data.learned.head(_EXAMPLE_ROWS), data.definition, data.table),
            description=description,
            tags={
                Tag.ENVIRONMENT: context.environment,
                Tag.DATA_VERSION: f"{data.table}@{data.table_version}",
                Tag.CODE_VERSION: parameters.git_commit or f"lakestage_pipelines {__version__}",
                Tag.SPLIT_BOUNDARY: data.boundary,
                Tag.JOB_RUN: context.run_id,
            },
        ),
    )
