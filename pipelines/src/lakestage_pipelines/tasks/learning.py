"""What training of any kind does: reads and splits the table, and registers what was fitted."""

from dataclasses import dataclass

import mlflow
import pandas as pd
from mlflow.data.delta_dataset_source import DeltaDatasetSource
from mlflow.data.pandas_dataset import from_pandas
from mlflow.entities.model_registry import ModelVersion
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from sklearn.base import BaseEstimator

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.evaluation import columns_of
from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.names import ModelVersionUri, TableVersion
from lakestage_pipelines.project import ModelDefinition
from lakestage_pipelines.registry import NewVersion, Tag, data_version_of, register
from lakestage_pipelines.sampling import Sample
from lakestage_pipelines.tables.tables import VersionGone, must_have, to_pandas

_EXAMPLE_ROWS = 100


@dataclass(frozen=True)
class LearningData:
    """A feature table's labelled rows, split: all of them, or a sample."""

    definition: ModelDefinition
    data_version: TableVersion
    boundary: str
    learned: pd.DataFrame
    held_out: pd.DataFrame


@dataclass(frozen=True)
class LabelledRows:
    """The labelled rows of one commit of a table, where Spark has them."""

    data_version: TableVersion
    rows: DataFrame
    key: tuple[str, ...]
    timestamp: str | None
    definition: ModelDefinition

    def count(self) -> int:
        return int(self.rows.count())

    def sample(self, of: Column, sample: Sample) -> pd.DataFrame:
        """Those that meet the condition, in this machine's memory, in the order of their keys.

        The order is always the same, since what is learned may depend on it.
        """
        chosen = sample.of(self.rows.where(of), self.key, self.timestamp)
        kind = "int64" if self.definition.task is ModelTask.CLASSIFICATION else "float64"
        frame = to_pandas(chosen).astype({self.definition.label: kind})
        return frame.sort_values(list(self.key), ignore_index=True)


def read_learning_data(
    context: TaskContext, definition: ModelDefinition, features: str | None, hold_out_days: int | None, sample: Sample
) -> LearningData:
    """Reads the table as it is now."""
    table = context.namespace.table(features or definition.table)
    # Before the rows, which are then of this commit: a write in between would make them others.
    data_version = TableVersion(table, context.tables.version(table))
    labelled = read_version(context, definition, data_version)
    split = definition.split if hold_out_days is None else definition.split.of_days(hold_out_days)
    count = labelled.count()
    if count == 0:
        raise TaskError(f"{table} has no row with a label: {definition.label} is empty in all of them")
    boundary = split.boundary(labelled.rows)
    is_held_out = split.held_out(boundary)
    learned, held_out = (labelled.sample(side, sample) for side in (~is_held_out, is_held_out))
    if learned.empty or held_out.empty:
        raise TaskError(
            f"{table} has too few labelled rows to hold some out: {count}, split at {boundary}; "
            "wait for more, or hold fewer days out (--hold-out-days)"
        )
    classes = learned[definition.label].unique()
    if definition.task is ModelTask.CLASSIFICATION and len(classes) == 1:
        raise TaskError(
            f"nothing can be learned from {table}: {definition.label} is {classes[0]} in all {len(learned)} rows "
            f"that are not held out (split at {boundary})"
        )
    return LearningData(definition, data_version, boundary, learned, held_out)


def read_version(context: TaskContext, definition: ModelDefinition, data_version: TableVersion) -> LabelledRows:
    """The labelled rows of one commit of a table, with the columns that learning and judging need."""
    rows = context.tables.rows(data_version.table, data_version.version)
    feature_table = context.project.tables[definition.table]
    columns = tuple(dict.fromkeys((*feature_table.primary_key, *columns_of(definition))))
    must_have(data_version.table, rows, columns)
    labelled = rows.select(*columns).where(F.col(definition.label).isNotNull())
    timestamp = feature_table.timestamp if feature_table.timestamp in columns else None
    return LabelledRows(data_version, labelled, feature_table.primary_key, timestamp, definition)


def read_data_of(context: TaskContext, definition: ModelDefinition, version: ModelVersion) -> LabelledRows:
    """The labelled rows as they were when the version learned: as they are today where those are no longer kept."""
    data_version = data_version_of(version)
    try:
        kept = read_version(context, definition, data_version)
        # The commit may be in the log though its files are gone: they are looked for when they are read.
        with context.tables.kept(data_version.table, data_version.version):
            kept.count()
        return kept
    except VersionGone as gone:
        today = TableVersion(data_version.table, context.tables.version(data_version.table))
        print(f"{gone}: its rows are taken as they are in version {today.version}")
        return read_version(context, definition, today)


def log_data(data: LearningData) -> None:
    """Says on the run which table, in which version, the model learned from."""
    table, version = data.data_version.table, data.data_version.version
    source = DeltaDatasetSource(delta_table_name=table, delta_table_version=version)
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
