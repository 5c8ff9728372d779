"""train: a model fitted on the learned part of its feature table, registered as a new version."""

import mlflow
from pydantic import ValidationError

from lakestage_pipelines.code_version import code_version
from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.evaluation import outcomes_on
from lakestage_pipelines.importance import importance, importance_plot
from lakestage_pipelines.metrics import measure
from lakestage_pipelines.names import ModelVersionUri
from lakestage_pipelines.parameters import TrainParameters
from lakestage_pipelines.project import Hyperparameters, ModelDefinition
from lakestage_pipelines.projects import model_named
from lakestage_pipelines.tasks.learning import About, log_data, read_learning_data, register_estimator
from lakestage_pipelines.tracking import select_experiment


def train_model(parameters: TrainParameters, context: TaskContext) -> ModelVersionUri:
    """Fits, logs and registers; leaves the task values `model_uri` and `model_version`."""
    definition = model_named(context.project, parameters.model)
    hyperparameters = validated_hyperparameters(definition, parameters)
    code = parameters.git_commit or code_version(local=context.local is not None)
    data = read_learning_data(context, definition, parameters.features, parameters.hold_out_days, parameters.sample)

    select_experiment(parameters.experiment, context.local)
    with mlflow.start_run(run_name=f"train-{context.run_id}"):
        mlflow.set_tags({"environment": context.environment, "project": context.project.name})
        mlflow.log_params({**hyperparameters, "split_boundary": data.boundary})
        log_data(data)

        estimator = definition.build(hyperparameters)
        estimator.fit(data.learned[list(definition.features)], data.learned[definition.label])
        metrics = measure(definition.task, outcomes_on(estimator, definition, data.held_out))
        mlflow.log_metrics(metrics)
        falls = importance(estimator, definition, data.held_out)
        mlflow.log_dict(dict(falls), "importance.json")
        mlflow.log_figure(importance_plot(falls), "importance.png")
        description = parameters.description or _described(definition)
        about = About(context.namespace.model(parameters.model), description, code)
        uri = register_estimator(estimator, about, data, context)

    context.task_values.set("model_uri", str(uri))
    context.task_values.set("model_version", uri.version)
    print(f"{uri}: learned from {len(data.learned)} rows; on {len(data.held_out)} held out: {_listed(metrics)}")
    return uri


def validated_hyperparameters(definition: ModelDefinition, parameters: TrainParameters) -> Hyperparameters:
    """The hyperparameters, with the defaults of those that were not given."""
    try:
        known = definition.hyperparameters.model_validate(parameters.hyperparameters)
    except ValidationError as error:
        mistakes = "; ".join(f"{mistake['loc'][0]}: {mistake['msg']}" for mistake in error.errors())
        names = ", ".join(definition.hyperparameters.model_fields)
        raise TaskError(
            f"--hyperparameters of {parameters.model}: {mistakes}; it has {names}", ExitCode.BAD_PARAMETERS
        ) from None
    return known.model_dump()


def _described(definition: ModelDefinition) -> str:
    return f"Predicts {definition.label} from {definition.table} ({definition.task})."


def _listed(metrics: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.4g}" for name, value in sorted(metrics.items()))
