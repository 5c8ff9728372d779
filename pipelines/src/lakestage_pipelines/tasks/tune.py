"""tune: a search for better hyperparameters, whose proposal is a change of the project's file."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import mlflow
import optuna
from optuna.study import StudyDirection
from sklearn.base import BaseEstimator

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.evaluation import outcomes_on
from lakestage_pipelines.metrics import DEFAULT_COMPARISON, LOWER_IS_BETTER, METRICS, value_of
from lakestage_pipelines.parameters import TuneParameters
from lakestage_pipelines.project import Hyperparameters, ModelDefinition, Search
from lakestage_pipelines.projects import model_named
from lakestage_pipelines.proposal import propose
from lakestage_pipelines.settings import project_file
from lakestage_pipelines.tasks.learning import LearningData, log_data, read_learning_data
from lakestage_pipelines.tasks.train import validated_hyperparameters
from lakestage_pipelines.tracking import select_experiment


def tune_model(parameters: TuneParameters, context: TaskContext) -> Hyperparameters:
    """Tries hyperparameters, and proposes the best as a patch of the project's file, ready for a pull request.

    What is held out to judge a version is not looked at: of the rows that are learned from, the last judge a trial.
    """
    definition = model_named(context.project, parameters.model)
    if definition.search is None:
        raise TaskError(
            f"the code of {parameters.model} says nothing of what to search: give its definition a `search`"
        )
    metric = parameters.compared_by or DEFAULT_COMPARISON[definition.task]
    if metric not in METRICS[definition.task]:
        known = ", ".join(METRICS[definition.task])
        raise TaskError(f'--compared-by: "{metric}" must be one of {known}', ExitCode.BAD_PARAMETERS)
    present = validated_hyperparameters(definition, parameters)
    data = read_learning_data(context, definition, parameters.features, parameters.hold_out_days, parameters.sample)
    select_experiment(parameters.experiment, context.local)
    with mlflow.start_run(run_name=f"tune-{context.run_id}"):
        mlflow.set_tags({"environment": context.environment, "project": context.project.name})
        log_data(data)
        trials = _Trials(definition, data, metric)
        before = trials.value(present)
        study = trials.search(definition.search, present, parameters.trials)
        best = {**present, **study.best_params}
        mlflow.log_params(best)
        mlflow.log_metrics({f"{metric}_before": before, f"{metric}_best": study.best_value})
        _keep(study, best, parameters)
    print(f"{parameters.model}: {metric} {study.best_value:.4g} instead of {before:.4g} with {json.dumps(best)}")
    return best


class _Trials:
    """Fits on the first part of what is learned from, and judges on the last."""

    def __init__(self, definition: ModelDefinition, data: LearningData, metric: str) -> None:
        self._definition = definition
        self._metric = metric
        order = data.learned
        column = definition.split.column
        # Later rows judge, as later rows will: keys without a time are in no order, and theirs is as good as any.
        order = order.sort_values(column, kind="stable")
        judging = max(1, len(order) // 5)
        self._fitted_on, self._judged_on = order.iloc[:-judging], order.iloc[-judging:]

    def value(self, hyperparameters: Hyperparameters) -> float:
        """The metric of a model with these."""
        estimator: BaseEstimator = self._definition.build(hyperparameters)
        features = list(self._definition.features)
        estimator.fit(self._fitted_on[features], self._fitted_on[self._definition.label])
        outcomes = outcomes_on(estimator, self._definition, self._judged_on)
        return value_of(self._metric, self._definition.task, outcomes)

    def search(self, search: Search, present: Hyperparameters, trials: int) -> optuna.Study:
        """Tries the present ones first, so that the best is never worse."""
        optuna.logging.set_verbosity(optuna.logging.WARNING)
        lower = self._metric in LOWER_IS_BETTER
        direction = StudyDirection.MINIMIZE if lower else StudyDirection.MAXIMIZE
        study = optuna.create_study(direction=direction, sampler=optuna.samplers.TPESampler(seed=0))
        study.enqueue_trial({**present}, skip_if_exists=True)

        def objective(trial: optuna.Trial) -> float:
            value = self.value({**present, **search(trial)})
            mlflow.log_metric(self._metric, value, step=trial.number)
            return value

        study.optimize(objective, n_trials=trials)
        return study


def _keep(study: optuna.Study, best: Hyperparameters, parameters: TuneParameters) -> None:
    tried = [{"value": trial.value, **trial.params} for trial in study.trials]
    mlflow.log_dict({"trials": tried}, "tuning/trials.json")
    file = project_file(parameters.projects, parameters.project)
    proposal = propose(file.read_text(encoding="utf-8") if file else "", parameters.project, parameters.model, best)
    with TemporaryDirectory() as folder:
        for name, text in (("proposal.patch", proposal.patch), ("hyperparameters.yaml", proposal.yaml)):
            if text:
                (Path(folder) / name).write_text(text, encoding="utf-8")
        mlflow.log_artifacts(folder, "tuning")
    print(proposal.patch or proposal.yaml)
