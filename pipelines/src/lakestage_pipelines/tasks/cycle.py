"""All tasks of a model, one after the other, in one process."""

from typing import TypeVar

from lakestage_pipelines import parameters as of
from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.tasks.approve import approve_version
from lakestage_pipelines.tasks.deploy import deploy_version
from lakestage_pipelines.tasks.features import write_features
from lakestage_pipelines.tasks.monitor import monitor_model
from lakestage_pipelines.tasks.score import score_rows
from lakestage_pipelines.tasks.train import train_model
from lakestage_pipelines.tasks.validate import validate_version

Parameters = TypeVar("Parameters", bound=of.TaskParameters)


def run_cycle(parameters: of.CycleParameters, context: TaskContext) -> None:
    """From the source to metrics. Ends with the first task that fails."""

    def given(task: type[Parameters], **more: str) -> Parameters:
        return task.model_validate({**dict(parameters), **more})

    write_features(given(of.FeaturesParameters), context)
    uri = str(train_model(given(of.TrainParameters), context))
    validate_version(given(of.ValidateParameters, model_uri=uri), context)
    approve_version(given(of.ApproveParameters, model_uri=uri), context)
    deploy_version(given(of.DeployParameters, model_uri=uri), context)
    score_rows(given(of.ScoreParameters), context)
    monitor_model(given(of.MonitorParameters), context)
