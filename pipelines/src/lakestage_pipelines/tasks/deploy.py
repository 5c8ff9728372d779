"""deploy: a validated and approved version against the Champion; the better one is the Champion from then on."""

from databricks.sdk import WorkspaceClient
from mlflow.entities.model_registry import ModelVersion
from sklearn.base import BaseEstimator

from lakestage_pipelines.baseline import trivial_estimator
from lakestage_pipelines.comparison import gain
from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.evaluation import outcomes_on
from lakestage_pipelines.metrics import DEFAULT_COMPARISON, METRICS, unmeasurable
from lakestage_pipelines.names import ModelVersionUri
from lakestage_pipelines.parameters import DeployParameters
from lakestage_pipelines.project import ModelDefinition
from lakestage_pipelines.registry import (
    CHALLENGER,
    CHAMPION,
    PREVIOUS,
    Tag,
    ValidationStatus,
    boundary_of,
    get_version,
    judged_of,
    load,
    remove_alias,
    set_alias,
    uri_of,
    version_by_alias,
)
from lakestage_pipelines.serving import serve_versions
from lakestage_pipelines.tasks.learning import read_data_of
from lakestage_pipelines.tasks.refit import refit


def deploy_version(parameters: DeployParameters, context: TaskContext) -> None:
    """Moves the alias Champion if the version is better; a version that is not stays the Challenger.

    The Champion before is Previous from then on.

    Without a Champion, it must be better than a trivial model. With `refit` the Champion is a new version, which has
    learned from the held-out rows too. The endpoint, if one is named, then serves what the aliases say.
    """
    uri = ModelVersionUri.parse(parameters.model_uri)
    version = get_version(uri)
    _must_be_ready(uri, version)
    champion = version_by_alias(uri.model, CHAMPION)
    if champion and uri in (uri_of(champion), uri_of(judged_of(champion))):
        print(f"{uri} is the {CHAMPION} already")
        _end_challenge(uri)
    elif _is_better(version, champion, parameters, context):
        taken = refit(version, parameters.sample, context) if parameters.refit else uri
        if champion:
            # First: were it lost in between, there would be nothing to go back to.
            set_alias(uri_of(champion), PREVIOUS)
        set_alias(taken, CHAMPION)
        _end_challenge(uri)
        print(f"{taken} is the {CHAMPION}")
    if parameters.endpoint:
        _serve_aliases(uri.model, parameters.endpoint)


def _must_be_ready(uri: ModelVersionUri, version: ModelVersion) -> None:
    if version.tags.get(Tag.VALIDATION_STATUS) != ValidationStatus.PASSED:
        raise TaskError(f"{uri} has not passed validation: run validate first", ExitCode.VALIDATION_FAILED)
    if not version.tags.get(Tag.APPROVAL):
        raise TaskError(f"{uri} is not approved: run approve first", ExitCode.NOT_APPROVED)


def _is_better(
    version: ModelVersion, champion: ModelVersion | None, parameters: DeployParameters, context: TaskContext
) -> bool:
    uri = uri_of(version)
    definition = context.model_of(uri)
    metric = _metric(definition, parameters)
    labelled = read_data_of(context, definition, version)

    # Only rows that neither has learned from say which is better on new ones. A Champion that has learned from all is
    # compared as the version that it was before.
    unseen = definition.split.held_out(boundary_of(version))
    incumbent: BaseEstimator
    if champion is None:
        name = "a trivial model"
        learned = labelled.sample(~unseen, parameters.sample)
        incumbent = trivial_estimator(definition)
        incumbent.fit(learned[list(definition.features)], learned[definition.label])
    else:
        name = f"the {CHAMPION}, version {champion.version}"
        judged = judged_of(champion)
        incumbent = load(uri_of(judged))
        unseen &= definition.split.held_out(boundary_of(judged))

    rows = labelled.sample(unseen, parameters.sample)
    candidate = outcomes_on(load(uri), definition, rows)
    if reason := unmeasurable(metric, candidate):
        raise TaskError(
            f"{uri} cannot be compared with {name} by {metric}: {reason}, of those in {labelled.data_version} that "
            "neither has learned from; compare by another metric (--compared-by), or hold more days out"
        )
    found = gain(metric, definition.task, candidate, outcomes_on(incumbent, definition, rows))
    is_better = found.at_least > parameters.margin
    print(
        f"{uri} {'is better' if is_better else f'stays the {CHALLENGER}'}: {metric} {found.candidate:.4g} against "
        f"{found.incumbent:.4g} of {name} on {len(rows)} rows; the gain is at least {found.at_least:.4g} in 95 of 100 "
        f"resamples, and must be above {parameters.margin:g}"
    )
    return is_better


def _metric(definition: ModelDefinition, parameters: DeployParameters) -> str:
    metric = parameters.compared_by or DEFAULT_COMPARISON[definition.task]
    known = METRICS[definition.task]
    if metric not in known:
        raise TaskError(
            f'--compared-by names no metric of {definition.task}: "{metric}"; it must be one of {", ".join(known)}',
            ExitCode.BAD_PARAMETERS,
        )
    return metric


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
