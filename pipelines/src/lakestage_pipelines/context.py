"""What a task works with, opened from its parameters."""

import logging
import warnings
from dataclasses import dataclass
from pathlib import Path

from databricks.sdk import WorkspaceClient

from lakestage_pipelines.names import ModelVersionUri, Namespace
from lakestage_pipelines.parameters import TaskParameters
from lakestage_pipelines.project import ModelDefinition, Project
from lakestage_pipelines.projects import model_named, project_named
from lakestage_pipelines.tables.session import spark_session
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
    """The folder of a task that runs without a workspace."""

    def model_of(self, uri: ModelVersionUri) -> ModelDefinition:
        """The code of the model that this is a version of."""
        return model_named(self.project, uri.short_name.removeprefix(self.namespace.prefix))


def open_context(parameters: TaskParameters) -> TaskContext:
    """Spark, and Databricks' MLflow and the job's task values; or, with `local`, their like in a folder."""
    # They tell of every table that they create; what a task did is told by the task.
    for name in ("alembic", "mlflow"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # The only integers are classes, which are never missing.
    warnings.filterwarnings("ignore", message="Hint: Inferred schema contains integer column")

    project = project_named(parameters.project)
    local = parameters.local
    if local:
        local.mkdir(parents=True, exist_ok=True)
        use_local_mlflow(local)
    spark = spark_session(local)
    return TaskContext(
        environment=parameters.environment,
        project=project,
        namespace=Namespace(
            catalog=parameters.catalog,
            schema=parameters.schema_name,
            monitoring_schema=parameters.monitoring_schema or f"{parameters.schema_name}_monitoring",
        ),
        tables=Tables(spark, None if local else WorkspaceClient()),
        task_values=TaskValuesFile(local / "task-values.json") if local else JobTaskValues(),
        run_id=parameters.run_id,
        local=local,
    )
