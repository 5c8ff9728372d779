"""All tasks of a model, one after the other, in one process."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from lakestage_pipelines import parameters as of
from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.projects import model_named
from lakestage_pipelines.splits import SplitByTime
from lakestage_pipelines.tasks.approve import approve_version
from lakestage_pipelines.tasks.deploy import deploy_version
from lakestage_pipelines.tasks.features import write_features
from lakestage_pipelines.tasks.monitor import monitor_model
from lakestage_pipelines.tasks.score import score_rows
from lakestage_pipelines.tasks.train import train_model
from lakestage_pipelines.tasks.validate import validate_version

Parameters = TypeVar("Parameters", bound=of.TaskParameters)

Observed = Callable[[str], AbstractContextManager[object]]
"""What a task of the cycle runs within, by the task's name."""


def run_cycle(
    parameters: of.CycleParameters, context: TaskContext, observed: Observed = lambda _: nullcontext()
) -> None:
    """From the source to metrics. Ends with the first task that fails.

    A Champion that learns from all rows has nothing to predict: it is made as of some days ago, and the days since then
    are what it predicts.
    """
    later_days = _later_days(parameters, context)
    with observed("features"):
        write_features(told(of.FeaturesParameters, parameters, leave_out_days=later_days), context)
    with observed("train"):
        uri = str(train_model(told(of.TrainParameters, parameters), context))
    with observed("validate"):
        validate_version(told(of.ValidateParameters, parameters, model_uri=uri), context)
    with observed("approve"):
        approve_version(told(of.ApproveParameters, parameters, model_uri=uri), context)
    with observed("deploy"):
        deploy_version(told(of.DeployParameters, parameters, model_uri=uri), context)
    if later_days:
        with observed("later features"):
            write_features(told(of.FeaturesParameters, parameters, leave_out_days=0), context)
    with observed("score"):
        score_rows(told(of.ScoreParameters, parameters), context)
    with observed("monitor"):
        monitor_model(told(of.MonitorParameters, parameters), context)


def told(task: type[Parameters], cycle: of.CycleParameters, **more: object) -> Parameters:
    """What a task of the cycle is told."""
    if task is of.ScoreParameters:
        more["features"] = cycle.input or cycle.features
    if task is of.MonitorParameters:
        more["predictions"] = cycle.output
    return task.model_validate({**dict(cycle), **more})


def _later_days(parameters: of.CycleParameters, context: TaskContext) -> int:
    split = model_named(context.project, parameters.model).split
    if not parameters.refit or not isinstance(split, SplitByTime):
        return 0
    return parameters.hold_out_days or split.days
