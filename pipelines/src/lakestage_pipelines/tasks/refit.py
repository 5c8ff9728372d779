"""A version that was judged, fitted again on all rows: what was held out is what is newest."""

import mlflow
from mlflow.entities.model_registry import ModelVersion
from pyspark.sql import functions as F
from sklearn.base import clone

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.names import ModelVersionUri
from lakestage_pipelines.registry import Tag, load, refit_of, set_tags, uri_of
from lakestage_pipelines.sampling import Sample
from lakestage_pipelines.tasks.learning import About, LearningData, log_data, read_data_of, register_estimator

# What was said of the judged version holds for this one, which cannot be judged itself.
_TAKEN_OVER = (Tag.VALIDATION_STATUS, Tag.APPROVAL, Tag.APPROVED_BY)


def refit(version: ModelVersion, sample: Sample, context: TaskContext) -> ModelVersionUri:
    """Registers a version that learned as this one did, from the same data, and from the held-out rows too.

    A run that is repeated finds the one that there is.
    """
    judged = uri_of(version)
    if made := refit_of(judged):
        return made
    definition = context.model_of(judged)
    labelled = read_data_of(context, definition, version)
    end = definition.split.end(labelled.rows)
    rows = labelled.sample(F.lit(True), sample)
    data = LearningData(definition, labelled.data_version, end, rows, rows.head(0))
    mlflow.set_experiment(experiment_id=mlflow.get_run(str(version.run_id)).info.experiment_id)
    with mlflow.start_run(run_name=f"refit-{context.run_id}"):
        mlflow.set_tags({"environment": context.environment, "project": context.project.name})
        mlflow.log_params({"refit_of": version.version, "split_boundary": data.boundary})
        log_data(data)
        estimator = clone(load(judged))
        estimator.fit(rows[list(definition.features)], rows[definition.label])
        about = About(judged.model, str(version.description), code=version.tags[Tag.CODE_VERSION])
        made = register_estimator(estimator, about, data, context)
    taken_over: dict[str, str] = {tag: version.tags[tag] for tag in _TAKEN_OVER if tag in version.tags}
    set_tags(
        made,
        {
            **taken_over,
            Tag.VALIDATION_RESULT: f"judged as version {judged.version}, and fitted again on all rows",
            Tag.REFIT_OF: judged.version,
        },
    )
    print(f"{made}: version {judged.version}, fitted again on all {len(rows)} rows")
    return made
