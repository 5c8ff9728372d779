"""What each task is told, by `--name=value`. Maps and lists are JSON text."""

import json
from pathlib import Path
from typing import Annotated, Literal
from uuid import uuid4

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from lakestage_pipelines.metrics import Threshold


def _from_json(given: object) -> object:
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error}") from None


_Json = BeforeValidator(_from_json)

# Parameters that several tasks have.
FeatureTableName = Annotated[
    str | None, Field(description="The feature table, as table or schema.table. Default: the one in the model's code.")
]
Rows = Annotated[int | None, Field(ge=1, description="Rows to keep, evenly spaced. Default: all.")]
Thresholds = Annotated[
    dict[str, Threshold], _Json, Field(description='JSON: bounds of metrics, {"f1": {"atLeast": 0.3}}.')
]
SliceThresholds = Annotated[
    dict[str, Threshold], _Json, Field(description="JSON: bounds that metrics keep on every slice of enough rows.")
]
ComparedBy = Annotated[
    str | None, Field(description="Metric that Champion and Challenger are compared by. Default: f1, rmse.")
]


class TaskParameters(BaseModel):
    """What every task is told."""

    # A task may be given the parameters of a larger one; the command line refuses unknown names by itself.
    model_config = ConfigDict(frozen=True, extra="ignore", validate_by_alias=True, validate_by_name=True)

    environment: str = Field(description="Environment that it runs in: dev, staging, prod.")
    catalog: str = Field(description="The environment's catalog.")
    schema_name: str = Field(alias="schema", description="The project's schema.")
    project: str = Field(description="The project, as its file is named: flight-delay.")
    monitoring_schema: str | None = Field(default=None, description="Schema of metrics. Default: <schema>_monitoring.")
    run_id: str = Field(default_factory=lambda: uuid4().hex, description="The job run. Default: one is made up.")
    local: Path | None = Field(
        default=None, description="Folder for tables, models and task values of this machine. Default: Spark."
    )


class FeaturesParameters(TaskParameters):
    """Computes the project's feature tables."""

    rows: Rows = None


class ModelParameters(TaskParameters):
    """What tasks of one model are told."""

    model: str = Field(description="The model's name in the project's schema.")
    features: FeatureTableName = None


class BaselineParameters(ModelParameters):
    """Registers a trivial model as the first Champion, where there is none."""

    experiment: str = Field(description="Path of the experiment.")
    git_commit: str | None = Field(default=None, description="Commit of this code. Default: the package's version.")


class TrainParameters(BaselineParameters):
    """Trains a model and registers it as a new version."""

    hyperparameters: Annotated[dict[str, int | float | bool | str], _Json] = Field(
        default={}, description='JSON: {"max_iter": 200}. Default: those of the model\'s code.'
    )
    description: str | None = Field(default=None, description="What the model predicts, for the version's comment.")


class VersionParameters(TaskParameters):
    """What tasks of one model version are told."""

    model_uri: str = Field(description="The version: models:/catalog.schema.model/3.")


class ValidateParameters(VersionParameters):
    """Checks a version, and makes it the Challenger if it passes. Ends with 3 if it does not."""

    features: FeatureTableName = None
    thresholds: Thresholds = {}
    slice_thresholds: SliceThresholds = {}


class ApproveParameters(VersionParameters):
    """Looks whether a version may be deployed. Ends with 4 while it waits for a person."""

    approval: Literal["automatic", "manual"] = Field(default="automatic", description="Who decides.")
    approvers: Annotated[list[str], _Json] = Field(
        default=[], description="JSON: who may approve. Default: anyone who may tag the version."
    )


class DeployParameters(VersionParameters):
    """Makes a version the Champion if it is better than the present one."""

    features: FeatureTableName = None
    compared_by: ComparedBy = None
    endpoint: str | None = Field(default=None, description="Serving endpoint that serves the Champion. Default: none.")


class ScoreParameters(ModelParameters):
    """Scores, with the Champion, the rows that it has neither learned from nor scored."""

    output: str = Field(default="predictions", description="The table that predictions go to.")


class MonitorParameters(ModelParameters):
    """Joins late labels to predictions, and writes metrics."""

    predictions: str = Field(default="predictions", description="The table that predictions are in.")


class ChosenRows(BaseModel):
    """What of a table is copied."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: list[str] = []
    where: str | None = None
    fraction: float | None = Field(default=None, gt=0, le=1)


class SnapshotParameters(TaskParameters):
    """Copies tables to another catalog, for people who may not read them where they are."""

    tables: Annotated[dict[str, ChosenRows], _Json] = Field(
        description='JSON: what of which tables, {"features": {"columns": ["id"], "where": "id > 0", "fraction": 0.1}}.'
    )
    target: str = Field(
        pattern=r"^[^.\s]+\.[^.\s]+$", description="Where the copies go: catalog.schema. Tables keep their names."
    )


class CycleParameters(TrainParameters):
    """Runs features, train, validate, approve, deploy, score and monitor, one after the other."""

    rows: Rows = None
    thresholds: Thresholds = {}
    slice_thresholds: SliceThresholds = {}
    compared_by: ComparedBy = None


class IntegrationTestParameters(CycleParameters):
    """Runs all tasks on few rows, in tables and a model of its own, which it removes."""

    rows: Rows = 5000


class LocalParameters(CycleParameters):
    """Runs all tasks on this machine, without a cluster."""

    environment: str = Field(default="local", description="Name of the environment, for tags.")
    catalog: str = Field(default="local", description="The catalog that names begin with.")
    schema_name: str = Field(default="project", alias="schema", description="The schema of the names.")
    local: Path | None = Field(default=Path(".lakestage/pipelines"), description="Folder for tables and models.")
    experiment: str = Field(default="/local", description="Path of the experiment.")
