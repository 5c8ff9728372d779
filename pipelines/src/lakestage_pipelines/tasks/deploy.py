"""deploy: a validated and approved version against the Champion; the better one is the Champion from then on."""

import pandas as pd
from databricks.sdk import WorkspaceClient
from mlflow.entities.model_registry import ModelVersion
from sklearn.base import BaseEstimator

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.evaluation import labelled_rows, measure_on
from lakestage_pipelines.metrics import DEFAULT_COMPARISON, is_better
from lakestage_pipelines.names import ModelVersionUri
from lakestage_pipelines.parameters import DeployParameters
from lakestage_pipelines.project import ModelDefinition
from lakestage_pipelines.registry import (
    CHALLENGER,
    CHAMPION,
    Tag,
    ValidationStatus,
    boundary_of,
    get_version,
    load,
    remove_alias,
    set_alias,
    uri_of,
    version_by_alias,
)
from lakestage_pipelines.serving import serve_versions
from lakestage_pipelines.tasks.baseline import trivial_estimator


def deploy_version(parameters: DeployParameters, context: TaskContext) -> None:
    """Moves the alias Champion if the version is better; a version that is not stays the Challenger.

    Without a Champion, it must be better than a trivial model. The endpoint, if one is named, then serves what the
    aliases say.
    """
    uri = ModelVersionUri.parse(parameters.model_uri)
    version = get_version(uri)
    _must_be_ready(uri, version)
    champion = version_by_alias(uri.model, CHAMPION)
    if champion and uri_of(champion) == uri:
        print(f"{uri} is the {CHAMPION} already")
        _end_challenge(uri)
    else:
        _compare(version, champion, parameters, context)
    if parameters.endpoint:
        _serve_aliases(uri.model, parameters.endpoint)


def _must_be_ready(uri: ModelVersionUri, version: ModelVersion) -> None:
    if version.tags.get(Tag.VALIDATION_STATUS) != ValidationStatus.PASSED:
        raise TaskError(f"{uri} has not passed validation: run validate first", ExitCode.VALIDATION_FAILED)
    if not version.tags.get(Tag.APPROVAL):
        raise TaskError(f"{uri} is not approved: run approve first", ExitCode.NOT_APPROVED)


def _compare(
    version: ModelVersion, champion: ModelVersion | None, parameters: DeployParameters, context: TaskContext
) -> None:
    uri = uri_of(version)
    definition = context.model_of(uri)
    metric = parameters.compared_by or DEFAULT_COMPARISON[definition.task]
    table = context.namespace.table(parameters.features or definition.table)
    labelled = labelled_rows(context.tables.read(table), definition, table)

    # Only rows that neither has learned from say which is better on new ones.
    unseen = definition.split.held_out(labelled, boundary_of(version))
    learned = labelled[~unseen]
    incumbent: BaseEstimator
    if champion is None:
        name = "a trivial model"
        incumbent = trivial_estimator(definition)
        incumbent.fit(learned[list(definition.features)], learned[definition.label])
    else:
        name = f"the {CHAMPION}, version {champion.version}"
        incumbent = load(uri_of(champion))
        unseen &= definition.split.held_out(labelled, boundary_of(champion))

    candidate_value = _value(metric, load(uri), definition, labelled[unseen])
    incumbent_value = _value(metric, incumbent, definition, labelled[unseen])
    outcome = f"{metric} {candidate_value:.4g} against {incumbent_value:.4g} of {name}"
    if is_better(metric, candidate_value, incumbent_value):
        set_alias(uri, CHAMPION)
        _end_challenge(uri)
        print(f"{uri} is the {CHAMPION}: {outcome}")
    else:
        print(f"{uri} stays the {CHALLENGER}: {outcome}")


def _end_challenge(uri: ModelVersionUri) -> None:
    """A Champion is not its own Challenger. Another version's challenge goes on."""
    challenger = version_by_alias(uri.model, CHALLENGER)
    if challenger and uri_of(challenger) == uri:
        remove_alias(uri.model, CHALLENGER)


def _serve_aliases(model: str, endpoint: str) -> None:
    champion = version_by_alias(model, CHAMPION)
    if champion is None:
        print(f"the endpoint {endpoint} is left as it is: {model} has no {CHAMPION}")
        return
    challenger = version_by_alias(model, CHALLENGER)
    print(
        serve_versions(
            WorkspaceClient(),
            endpoint,
            champion=str(champion.version),
            challenger=str(challenger.version) if challenger else None,
        )
    )


def _value(metric: str, estimator: BaseEstimator, definition: ModelDefinition, rows: pd.DataFrame) -> float:
    metrics = measure_on(estimator, definition, rows)
    if metric not in metrics:
        raise TaskError(
            f'--compared-by names no metric of {definition.task}: "{metric}"; it must be one of {", ".join(metrics)}',
            ExitCode.BAD_PARAMETERS,
        )
    return metrics[metric]
