"""Traces of the project's experiment, by MLflow's own client."""

import mlflow
import pytest
from mlflow.entities import AssessmentSource
from mlflow.exceptions import MlflowException

SCIENTIST = AssessmentSource(source_type="HUMAN", source_id="data.scientist@lakestage.example")


@mlflow.trace
def answer(question):
    with mlflow.start_span("look up") as span:
        span.set_inputs({"question": question})
        span.set_outputs({"minutes": 42})
    return "42 minutes"


@pytest.fixture
def trace(as_runner, experiment):
    """A trace that was just logged, gone when the test is over."""
    mlflow.set_experiment(experiment_id=experiment.experiment_id)
    answer("How late?")
    mlflow.flush_trace_async_logging()
    logged = mlflow.get_last_active_trace_id()
    yield logged
    as_runner.delete_traces(experiment.experiment_id, trace_ids=[logged])


def found(experiment, filter_string):
    traces = mlflow.search_traces(
        locations=[experiment.experiment_id], filter_string=filter_string, return_type="list"
    )
    return [each.info.trace_id for each in traces]


def test_a_trace_comes_back_with_its_spans(trace):
    stored = mlflow.get_trace(trace)
    assert [(span.name, span.outputs) for span in stored.data.spans] == [
        ("answer", "42 minutes"),
        ("look up", {"minutes": 42}),
    ]
    assert stored.info.state == "OK"


def test_traces_are_found_by_what_is_said_of_them(experiment, trace):
    mlflow.set_trace_tag(trace, "kind", "asked")
    assert trace in found(experiment, "tags.kind = 'asked' AND attributes.status = 'OK'")
    assert trace not in found(experiment, "tags.kind = 'told'")
    mlflow.delete_trace_tag(trace, "kind")
    assert trace not in found(experiment, "tags.kind = 'asked'")


def test_people_say_what_they_think_of_a_trace(experiment, trace):
    feedback = mlflow.log_feedback(trace_id=trace, name="helpful", value=True, source=SCIENTIST)
    mlflow.log_expectation(trace_id=trace, name="minutes", value=40, source=SCIENTIST)
    assert [each.name for each in mlflow.get_trace(trace).info.assessments] == ["helpful", "minutes"]
    assert trace in found(experiment, "feedback.helpful = 'true'")

    changed = mlflow.override_feedback(
        trace_id=trace, assessment_id=feedback.assessment_id, value=False, source=SCIENTIST
    )
    assert mlflow.get_assessment(trace, changed.assessment_id).value is False
    assert trace not in found(experiment, "feedback.helpful = 'true'")
    mlflow.delete_assessment(trace, changed.assessment_id)
    assert trace in found(experiment, "feedback.helpful = 'true'")


def test_a_deleted_trace_is_gone(as_runner, experiment, trace):
    assert as_runner.delete_traces(experiment.experiment_id, trace_ids=[trace]) == 1
    with pytest.raises(MlflowException) as gone:
        as_runner.get_trace(trace)
    assert gone.value.error_code == "RESOURCE_DOES_NOT_EXIST"
