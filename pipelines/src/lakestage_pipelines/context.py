"""What a task works with, opened from its parameters."""

import logging
import os
import warnings
from dataclasses import dataclass
from pathlib import Path

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.names import ModelVersionUri, Namespace
from lakestage_pipelines.parameters import TaskParameters
from lakestage_pipelines.project import ModelDefinition, Project
from lakestage_pipelines.projects import model_named, project_named
from lakestage_pipelines.tables.tables import Tables
from lakestage_pipelines.task_values import JobTaskValues, TaskValues, TaskValuesFile
from lakestage_pipelines.tracking import use_local_mlflow


@dataclass(frozen=True)
class TaskContext:
    """The project, its names, and the services that the task reads and writes."""

    environment: str
    project: Project
    namespace: Namespace
    tables: Tables
    task_values: TaskValues
    run_id: str
    local: Path | None
    """The folder of a task that runs without a cluster."""

    def model_of(self, uri: ModelVersionUri) -> ModelDefinition:
        """The code of the model that this is a version of."""
        return model_named(self.project, uri.short_name.removeprefix(self.namespace.prefix))


def open_context(parameters: TaskParameters) -> TaskContext:
    """Spark, Databricks' MLflow and the job's task values; or, with `local`, their like in a folder."""
    # They tell of every table that they create; what a task did is told by the task.
    for name in ("mlflow", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)

    # The only integers are classes, which are never missing.
    warnings.filterwarnings("ignore", message="Hint: Inferred schema contains integer column")

    project = project_named(parameters.project)
    tables, task_values = _local(parameters.local) if parameters.local else _on_spark()
    return TaskContext(
        environment=parameters.environment,
        project=project,
        namespace=Namespace(
            catalog=parameters.catalog,
            schema=parameters.schema_name,
            monitoring_schema=parameters.monitoring_schema or f"{parameters.schema_name}_monitoring",
        ),
        tables=tables,
        task_values=task_values,
        run_id=parameters.run_id,
        local=parameters.local,
    )


# The packages of the other place are not installed, so each is imported where it is used.


def _local(folder: Path) -> tuple[Tables, TaskValues]:
    from lakestage_pipelines.tables.delta_folder import DeltaFolder  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    use_local_mlflow(folder)
    return DeltaFolder(folder / "tables"), TaskValuesFile(folder / "task-values.json")


def _on_spark() -> tuple[Tables, TaskValues]:
    if not {"DATABRICKS_RUNTIME_VERSION", "SPARK_REMOTE"} & os.environ.keys():
        raise TaskError("this is not a cluster: give --local=FOLDER to work without one")
    from pyspark.sql import SparkSession  # noqa: PLC0415

    from lakestage_pipelines.tables.spark_tables import SparkTables  # noqa: PLC0415

    return SparkTables(SparkSession.builder.getOrCreate()), JobTaskValues()
