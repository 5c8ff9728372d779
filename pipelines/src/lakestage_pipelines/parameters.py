"""What each task is told, by `--name=value`. Maps and lists are JSON text."""

import json
from pathlib import Path
from typing import Annotated, Literal
from uuid import uuid4

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from lakestage_pipelines.metrics import Threshold
from lakestage_pipelines.outputs import FilesFormat
from lakestage_pipelines.sampling import Sample, Sampling
from lakestage_pipelines.windows import Granularity


def _from_json(given: object) -> object:
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error}") from None


_Json = BeforeValidator(_from_json)

Hyperparameters = Annotated[dict[str, int | float | bool | str], _Json]

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
SliceGaps = Annotated[
    dict[str, dict[str, Annotated[float, Field(ge=0)]]],
    _Json,
    Field(
        description='JSON: by how much a metric may differ between slices of a column at most, {"sex": {"rmse": 10}}.'
    ),
]
LatencyMilliseconds = Annotated[
    float | None,
    Field(gt=0, description="Milliseconds that a prediction of one row may take, in 95 of 100 cases. Default: any."),
]
ComparedBy = Annotated[
    str | None, Field(description="Metric that Champion and Challenger are compared by. Default: f1, rmse.")
]
Margin = Annotated[
    float,
    Field(
        description="By how much of that metric a version must be better, in 95 of 100 resamples of the rows. "
        "Below 0, one that is so little worse takes over too."
    ),
]
Refit = Annotated[
    bool, Field(description="Whether a version that won is fitted again on all rows, held-out ones too, before use.")
]
HoldOutDays = Annotated[
    int | None,
    Field(ge=1, description="Days at the end that a version is judged on. Default: what the model's code says."),
]
Granularities = Annotated[
    tuple[Granularity, ...],
    _Json,
    Field(min_length=1, description='JSON: widths of the windows that metrics are computed in, ["1 day", "1 week"].'),
]
Approval = Annotated[Literal["automatic", "manual"], Field(description="Who decides.")]
Approvers = Annotated[
    list[str], _Json, Field(description="JSON: who may approve. Default: anyone who may tag the version.")
]


WaitMinutes = Annotated[
    int, Field(ge=0, description="Minutes for which it waits for a person. Default: it looks once, and ends with 4.")
]
ApprovalExpiresHours = Annotated[int, Field(ge=1, description="Hours after which an approval that was given is none.")]
SampleRows = Annotated[
    int,
    Field(
        ge=1,
        description="Rows that reach one machine's memory, to learn from them, and again to judge on held-out ones.",
    ),
]
HowSampled = Annotated[
    Sampling,
    Field(description="Which, where there are more: stratified, so that each class keeps its share, or recent."),
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
    leave_out_days: int | None = Field(
        default=None,
        ge=0,
        description="Days at the end to leave out of tables with a time. Default: those that have not arrived.",
    )


class ModelParameters(TaskParameters):
    """What tasks of one model are told."""

    model: str = Field(description="The model's name in the project's schema.")
    features: FeatureTableName = None


class _Sampled(BaseModel):
    """What tasks are told that need rows in memory."""

    sample_rows: SampleRows = 1_000_000
    sampling: HowSampled = "stratified"

    @property
    def sample(self) -> Sample:
        return Sample(self.sample_rows, self.sampling)


class BaselineParameters(ModelParameters, _Sampled):
    """Registers a trivial model as the first Champion, where there is none."""

    experiment: str = Field(description="Path of the experiment.")
    git_commit: str | None = Field(
        default=None, description="Commit of this code. Default: that of its Git folder, wheel or checkout."
    )
    hold_out_days: HoldOutDays = None


class TrainParameters(BaselineParameters):
    """Trains a model and registers it as a new version."""

    hyperparameters: Hyperparameters = Field(
        default={}, description='JSON: {"max_iter": 200}. Default: those of the model\'s code.'
    )
    description: str | None = Field(default=None, description="What the model predicts, for the version's comment.")


class TuneParameters(TrainParameters):
    """Searches for better hyperparameters, and proposes them as a change of the project's file."""

    trials: int = Field(default=20, ge=1, description="How many are tried.")
    compared_by: ComparedBy = None
    projects: Path | None = Field(
        default=None,
        description="Folder with the projects' files. Default: projects, beside this code, here or in a folder above.",
    )


class VersionParameters(TaskParameters):
    """What tasks of one model version are told."""

    model_uri: str = Field(description="The version: models:/catalog.schema.model/3.")


class ValidateParameters(VersionParameters, _Sampled):
    """Checks a version, and makes it the Challenger if it passes. Ends with 3 if it does not."""

    thresholds: Thresholds = {}
    slice_thresholds: SliceThresholds = {}
    slice_gaps: SliceGaps = {}
    latency_milliseconds: LatencyMilliseconds = None


class ApproveParameters(VersionParameters):
    """Looks whether a version may be deployed. Ends with 4 while it waits for a person."""

    approval: Approval = "automatic"
    approvers: Approvers = []
    wait_minutes: WaitMinutes = 0
    approval_expires_hours: ApprovalExpiresHours = 168


class DeployParameters(VersionParameters, _Sampled):
    """Makes a version the Champion if it is better than the present one."""

    compared_by: ComparedBy = None
    margin: Margin = 0
    refit: Refit = False
    endpoint: str | None = Field(default=None, description="Serving endpoint that serves the Champion. Default: none.")


class _Outputs(BaseModel):
    """Where predictions go beside their table."""

    files: str | None = Field(
        default=None, description="Folder that the run's predictions also go to, as /Volumes/… Default: none."
    )
    files_format: FilesFormat = Field(default="parquet", description="What kind of files those are.")
    jdbc_url: str | None = Field(
        default=None,
        description="Database that the run's predictions also go to, as jdbc:postgresql://… Default: none.",
    )
    jdbc_table: str = Field(default="predictions", description="The table there; it is made if there is none.")
    jdbc_secret_name: str | None = Field(
        default=None,
        pattern=r"^[^/]+/[^/]+$",
        description='Secret with who signs in there, as scope/key: JSON, {"user": …, "password": …}. Default: nobody.',
    )


class ScoreParameters(ModelParameters, _Outputs):
    """Scores, with the Champion, the rows that it has neither learned from nor scored."""

    output: str = Field(default="predictions", description="The table that predictions go to.")
    stream: bool = Field(default=False, description="Whether rows are scored as they arrive, until the task is ended.")
    checkpoint: str | None = Field(
        default=None, description="Where a stream notes how far it has come. Default: in the project's volume."
    )
    every_seconds: int = Field(default=10, ge=1, description="How often a stream looks for what has arrived.")
    rounds: int | None = Field(default=None, ge=1, description="How often it looks at all. Default: until it is ended.")

    @model_validator(mode="after")
    def is_of_one_kind(self) -> "ScoreParameters":
        if self.stream and (self.files or self.jdbc_url):
            raise ValueError("a stream writes its table only: leave --files and --jdbc-url out, or --stream")
        return self


class MonitorParameters(ModelParameters):
    """Joins late labels to predictions, and writes metrics."""

    predictions: str = Field(default="predictions", description="The table that predictions are in.")
    granularities: Granularities = ("1 day",)


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


class CycleParameters(TrainParameters, _Outputs):
    """Runs features, train, validate, approve, deploy, score and monitor, one after the other."""

    rows: Rows = None
    thresholds: Thresholds = {}
    slice_thresholds: SliceThresholds = {}
    slice_gaps: SliceGaps = {}
    latency_milliseconds: LatencyMilliseconds = None
    approval: Approval = "automatic"
    approvers: Approvers = []
    wait_minutes: WaitMinutes = 0
    approval_expires_hours: ApprovalExpiresHours = 168
    compared_by: ComparedBy = None
    margin: Margin = 0
    refit: Refit = False
    input: FeatureTableName = None
    output: str = Field(default="predictions", description="The table that predictions go to.")
    granularities: Granularities = ("1 day",)


class IntegrationTestParameters(CycleParameters):
    """Runs all tasks on few rows, in tables and a model of its own, which it removes."""

    rows: Rows = 5000
    results: str | None = Field(
        default=None, description="Folder that junit.xml and results.md also go to. Default: only the run's artifacts."
    )
    leftovers_hours: int = Field(
        default=24, ge=1, description="Hours after which what a killed run left behind is removed by a later one."
    )


class LocalParameters(TaskParameters):
    """Runs all tasks on this machine, as the jobs that the project's file declares would, without a cluster."""

    environment: str = Field(default="dev", description="The environment whose settings of the project hold.")
    catalog: str = Field(default="spark_catalog", description="The catalog that names begin with: Spark's own.")
    schema_name: str = Field(default="", alias="schema", description="The schema of the names. Default: the project's.")
    model: str | None = Field(default=None, description="The model. Default: the project's only one.")
    projects: Path | None = Field(
        default=None, description="Folder with the projects' files. Default: projects, here or in a folder above."
    )
    local: Path | None = Field(default=Path(".lakestage/pipelines"), description="Folder for tables and models.")
    rows: Rows = None
    hyperparameters: Hyperparameters | None = Field(
        default=None, description="JSON: what a run of the job would be given. Default: the file's."
    )
    git_commit: str | None = Field(default=None, description="Commit of this code. Default: that of its checkout.")
