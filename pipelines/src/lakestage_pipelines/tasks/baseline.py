"""baseline: a trivial model as the first Champion, so that callers of an endpoint can begin."""

import mlflow

from lakestage_pipelines.baseline import trivial_estimator
from lakestage_pipelines.code_version import code_version
from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.parameters import BaselineParameters
from lakestage_pipelines.projects import model_named
from lakestage_pipelines.registry import CHAMPION, set_alias, version_by_alias
from lakestage_pipelines.tasks.learning import About, log_data, read_learning_data, register_estimator
from lakestage_pipelines.tracking import select_experiment


def register_baseline(parameters: BaselineParameters, context: TaskContext) -> None:
    """Registers the trivial model with the alias Champion; does nothing where there is a Champion."""
    model = context.namespace.model(parameters.model)
    if champion := version_by_alias(model, CHAMPION):
        print(f"{model} has a {CHAMPION} already: version {champion.version}")
        return
    definition = model_named(context.project, parameters.model)
    code = parameters.git_commit or code_version(local=context.local is not None)
    data = read_learning_data(context, definition, parameters.features, parameters.hold_out_days, parameters.sample)
    select_experiment(parameters.experiment, context.local)
    with mlflow.start_run(run_name=f"baseline-{context.run_id}"):
        log_data(data)
        estimator = trivial_estimator(definition)
        estimator.fit(data.learned[list(definition.features)], data.learned[definition.label])
        description = f"Baseline: predicts the same {definition.label} for every row."
        uri = register_estimator(estimator, About(model, description, code), data, context)
    set_alias(uri, CHAMPION)
    print(f"{uri}: a baseline is the first {CHAMPION}")
