"""validate: whether a version is complete, and good enough, overall and on slices."""

import time
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from mlflow import MlflowClient
from sklearn.base import BaseEstimator

from lakestage_pipelines.baseline import trivial_estimator
from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.evaluation import outcomes_of, outcomes_on, predictions_of
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
from lakestage_pipelines.validation import ValidationReport

# On fewer rows a metric says more about chance than about the model.
ROWS_OF_A_SLICE = 100

_CALLS = 100


def validate_version(parameters: ValidateParameters, context: TaskContext) -> None:
    """Tags the version PASSED and makes it the Challenger, or tags it FAILED and says why.

    The metrics become tags, and all that was found a report beside the version's run, whatever the outcome.
    """
    uri = ModelVersionUri.parse(parameters.model_uri)
    definition = context.model_of(uri)
    set_tags(uri, {Tag.VALIDATION_STATUS: ValidationStatus.PENDING})

    # An incomplete version cannot be measured.
    incomplete = list(_incomplete(uri, definition))
    report = ValidationReport(uri, incomplete) if incomplete else _measured(uri, definition, parameters, context)
    _keep(report)
    result = "; ".join(report.failures) or "all checks passed"
    set_tags(uri, {Tag.VALIDATION_RESULT: result, Tag.VALIDATION_STATUS: report.status})
    if report.failures:
        raise TaskError(f"{uri} did not pass: {result}", ExitCode.VALIDATION_FAILED)
    set_alias(uri, CHALLENGER)
    print(f"{uri} passed, and is the {CHALLENGER}")


def _keep(report: ValidationReport) -> None:
    run = str(get_version(report.version).run_id)
    client = MlflowClient()
    client.log_text(run, report.as_markdown(), "validation/report.md")
    client.log_text(run, report.as_json(), "validation/report.json")
    metrics = {f"validation_{metric}": f"{value:.6g}" for metric, value in (report.metrics or {}).items()}
    if report.latency_milliseconds is not None:
        metrics["validation_latency_milliseconds"] = f"{report.latency_milliseconds:.3g}"
    set_tags(report.version, metrics)


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


def _measured(
    uri: ModelVersionUri, definition: ModelDefinition, parameters: ValidateParameters, context: TaskContext
) -> ValidationReport:
    version = get_version(uri)
    labelled = read_data_of(context, definition, version)
    is_held_out = definition.split.held_out(boundary_of(version))
    held_out = labelled.sample(is_held_out, parameters.sample)
    estimator = load(uri)
    predictions = predictions_of(estimator, definition, held_out)
    outcomes = outcomes_of(definition, held_out[definition.label], predictions)
    overall = measure(definition.task, outcomes)
    # What a slice has no value of, as an area under the curve where all flights were on time, is not below a bound.
    slices = {
        name: measure(definition.task, outcomes_of(definition, rows[definition.label], predictions.loc[rows.index]))
        for name, rows in _slices(held_out, definition)
    }
    baseline = trivial_estimator(definition)
    learned = labelled.sample(~is_held_out, parameters.sample)
    baseline.fit(learned[list(definition.features)], learned[definition.label])
    latency = _latency(estimator, definition, held_out)
    return ValidationReport(
        uri,
        [
            *_below_thresholds(overall, outcomes, definition, parameters),
            *(
                f"{name}: {failure}"
                for name, metrics in slices.items()
                for failure in _failures(metrics, parameters.slice_thresholds)
            ),
            *_apart(slices, definition, parameters),
            *_too_slow(latency, parameters),
        ],
        data_version=str(labelled.data_version),
        rows=len(held_out),
        metrics=overall,
        baseline=measure(definition.task, outcomes_on(baseline, definition, held_out)),
        slices=slices,
        latency_milliseconds=latency,
    )


def _below_thresholds(
    overall: Mapping[str, float], outcomes: Outcomes, definition: ModelDefinition, parameters: ValidateParameters
) -> Iterator[str]:
    for metric in (metric for metric in parameters.thresholds if metric not in overall):
        yield f"{metric} was not measured: {_why_not(metric, definition, outcomes)}"
    yield from _failures(overall, parameters.thresholds)


def _why_not(metric: str, definition: ModelDefinition, held_out: Outcomes) -> str:
    known = METRICS[definition.task]
    if metric not in known:
        return f"it must be one of {', '.join(known)}"
    return f"{unmeasurable(metric, held_out)}, of those held out"


def _failures(metrics: Mapping[str, float], thresholds: Mapping[str, Threshold]) -> Iterator[str]:
    for metric, threshold in thresholds.items():
        if metric in metrics and (failure := threshold.failure(metric, metrics[metric])):
            yield failure


def _apart(
    slices: Mapping[str, Mapping[str, float]], definition: ModelDefinition, parameters: ValidateParameters
) -> Iterator[str]:
    """Where the model is better for some than for others, by more than it may be."""
    for column, bounds in parameters.slice_gaps.items():
        if column not in definition.slices:
            known = ", ".join(definition.slices) or "none"
            yield f"{column} tells no slices apart: it must be one of {known}"
            continue
        for metric, most in bounds.items():
            values = {name: of[metric] for name, of in slices.items() if name.startswith(f"{column} ") and metric in of}
            if not values:
                yield f"{metric} was measured on no slice of {column}: none has {ROWS_OF_A_SLICE} rows"
                continue
            least, greatest = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
            if (gap := values[greatest] - values[least]) > most:
                yield (
                    f"{metric} is {values[least]:.4g} for {least} and {values[greatest]:.4g} for {greatest}, "
                    f"{gap:.4g} apart, above {most:g}"
                )


def _latency(estimator: BaseEstimator, definition: ModelDefinition, rows: pd.DataFrame) -> float | None:
    """Milliseconds that a prediction of one row takes in 95 of 100 cases."""
    if rows.empty:
        return None
    taken = []
    for call in range(_CALLS):
        row = rows.iloc[[call % len(rows)]]
        began = time.perf_counter()
        predictions_of(estimator, definition, row)
        taken.append(time.perf_counter() - began)
    return float(np.quantile(taken, 0.95)) * 1000


def _too_slow(latency: float | None, parameters: ValidateParameters) -> Iterator[str]:
    budget = parameters.latency_milliseconds
    if budget is not None and latency is not None and latency > budget:
        yield f"a prediction of one row takes {latency:.3g} ms in 95 of 100 cases, above {budget:g}"


def _slices(held_out: pd.DataFrame, definition: ModelDefinition) -> Iterator[tuple[str, pd.DataFrame]]:
    for column in definition.slices:
        for value, rows in held_out.groupby(column):
            if len(rows) >= ROWS_OF_A_SLICE:
                yield f"{column} {value}", rows
