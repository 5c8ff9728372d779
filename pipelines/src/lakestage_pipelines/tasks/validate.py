"""validate: whether a version is complete, and good enough, overall and on slices."""

from collections.abc import Iterator, Mapping

import pandas as pd

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.evaluation import outcomes_of, predictions_of
from lakestage_pipelines.metrics import METRICS, Outcomes, Threshold, measure, unmeasurable
from lakestage_pipelines.names import ModelVersionUri
from lakestage_pipelines.parameters import ValidateParameters
from lakestage_pipelines.project import ModelDefinition
from lakestage_pipelines.registry import (
    CHALLENGER,
    REQUIRED_TAGS,
    Tag,
    ValidationStatus,
    boundary_of,
    get_version,
    load,
    set_alias,
    set_tags,
    signature_of,
)
from lakestage_pipelines.tasks.learning import read_data_of

# On fewer rows a metric says more about chance than about the model.
ROWS_OF_A_SLICE = 100


def validate_version(parameters: ValidateParameters, context: TaskContext) -> None:
    """Tags the version PASSED and makes it the Challenger, or tags it FAILED and says why. The metrics become tags."""
    uri = ModelVersionUri.parse(parameters.model_uri)
    definition = context.model_of(uri)
    set_tags(uri, {Tag.VALIDATION_STATUS: ValidationStatus.PENDING})

    # An incomplete version cannot be measured.
    failures = list(_incomplete(uri, definition)) or list(_below_thresholds(uri, definition, parameters, context))
    result = "; ".join(failures) or "all checks passed"
    status = ValidationStatus.FAILED if failures else ValidationStatus.PASSED
    set_tags(uri, {Tag.VALIDATION_RESULT: result, Tag.VALIDATION_STATUS: status})
    if failures:
        raise TaskError(f"{uri} did not pass: {result}", ExitCode.VALIDATION_FAILED)
    set_alias(uri, CHALLENGER)
    print(f"{uri} passed, and is the {CHALLENGER}")


def _incomplete(uri: ModelVersionUri, definition: ModelDefinition) -> Iterator[str]:
    version = get_version(uri)
    missing = [tag for tag in REQUIRED_TAGS if not version.tags.get(tag)]
    if missing:
        yield f"it lacks the tags {', '.join(missing)}"
    if not version.description:
        yield "it has no description"
    signature = signature_of(uri)
    if signature is None or signature.outputs is None:
        yield "it has no signature"
    elif (taken := tuple(signature.inputs.input_names())) != definition.features:
        yield f"its signature takes other columns than the project's features: {', '.join(taken)}"


def _below_thresholds(
    uri: ModelVersionUri, definition: ModelDefinition, parameters: ValidateParameters, context: TaskContext
) -> Iterator[str]:
    version = get_version(uri)
    labelled = read_data_of(context, definition, version)
    held_out = labelled.sample(definition.split.held_out(boundary_of(version)), parameters.sample)
    predictions = predictions_of(load(uri), definition, held_out)

    outcomes = outcomes_of(definition, held_out[definition.label], predictions)
    overall = measure(definition.task, outcomes)
    set_tags(uri, {f"validation_{metric}": f"{value:.6g}" for metric, value in overall.items()})
    for metric in (metric for metric in parameters.thresholds if metric not in overall):
        yield f"{metric} was not measured: {_why_not(metric, definition, outcomes)}"
    yield from _failures(overall, parameters.thresholds)
    for name, rows in _slices(held_out, definition):
        # What a slice has no value of, as an area under the curve where all flights were on time, is not below a bound.
        metrics = measure(definition.task, outcomes_of(definition, rows[definition.label], predictions.loc[rows.index]))
        yield from (f"{name}: {failure}" for failure in _failures(metrics, parameters.slice_thresholds))


def _why_not(metric: str, definition: ModelDefinition, held_out: Outcomes) -> str:
    known = METRICS[definition.task]
    if metric not in known:
        return f"it must be one of {', '.join(known)}"
    return f"{unmeasurable(metric, held_out)}, of those held out"


def _failures(metrics: Mapping[str, float], thresholds: Mapping[str, Threshold]) -> Iterator[str]:
    for metric, threshold in thresholds.items():
        if metric in metrics and (failure := threshold.failure(metric, metrics[metric])):
            yield failure


def _slices(held_out: pd.DataFrame, definition: ModelDefinition) -> Iterator[tuple[str, pd.DataFrame]]:
    for column in definition.slices:
        for value, rows in held_out.groupby(column):
            if len(rows) >= ROWS_OF_A_SLICE:
                yield f"{column} {value}", rows
