"""Each project from its source to metrics."""

import pytest
from conftest import Place

from lakestage_pipelines.errors import ExitCode
from lakestage_pipelines.tasks.monitor import METRICS_KEY


@pytest.fixture
def project(request: pytest.FixtureRequest) -> Place:
    place = request.getfixturevalue(request.param)
    assert isinstance(place, Place)
    return place


@pytest.mark.parametrize(
    ("project", "label", "thresholds"),
    [
        # The monitor's tests go the same way with flights.
        pytest.param("timetable", "late", '{"roc_auc": {"atLeast": 0.65}}', marks=pytest.mark.exhaustive),
        ("patients", "progression", '{"rmse": {"atMost": 65}}'),
    ],
    indirect=["project"],
)
def test_a_project_goes_from_its_source_to_metrics(project: Place, label: str, thresholds: str) -> None:
    if project.model == "diabetes_progression":
        # The flights' tables are made once for all tests, by the same task.
        assert project.run("features") is ExitCode.OK
    uri = project.train()
    assert project.run("validate", model_uri=uri, thresholds=thresholds) is ExitCode.OK
    assert project.alias("Challenger") == 1
    assert project.run("approve", model_uri=uri) is ExitCode.OK
    assert project.run("deploy", model_uri=uri) is ExitCode.OK
    assert (project.alias("Champion"), project.alias("Challenger")) == (1, None)

    assert project.run("score", run_id="first") is ExitCode.OK
    predictions = project.table("predictions")
    assert predictions[label].isna().all()
    assert set(predictions["model_version"]) == {"1"}
    assert set(predictions["run_id"]) == {"first"}

    assert project.run("score", run_id="second") is ExitCode.OK
    assert len(project.table("predictions")) == len(predictions)
    assert set(project.table("predictions")["run_id"]) == {"first"}

    assert project.run("monitor", run_id="first") is ExitCode.OK
    assert project.run("monitor", run_id="second") is ExitCode.OK
    assert project.table("predictions")[label].notna().any()
    metrics = project.table(project.metrics_table)
    assert not metrics.duplicated(list(METRICS_KEY)).any()
    assert {"psi", "null_share", "labelled_share"} < set(metrics["metric"])
    assert {"roc_auc" if project.model == "flight_delay" else "rmse"} < set(metrics["metric"])
    # What has not changed was not written again.
    assert set(metrics["run_id"]) == {"first"}


def test_only_rows_that_the_champion_did_not_learn_from_are_scored(deployed: Place) -> None:
    assert deployed.run("score") is ExitCode.OK
    patients = len(deployed.table("patient_features"))
    assert 0 < len(deployed.table("predictions")) < patients / 2


# A stream shows the same.
@pytest.mark.exhaustive
def test_a_new_champion_scores_the_rows_again_under_its_own_version(diabetes: Place) -> None:
    diabetes.take_into_use(diabetes.train(hyperparameters='{"alpha": 5}'))
    assert diabetes.run("score") is ExitCode.OK
    diabetes.take_into_use(diabetes.train())
    assert diabetes.run("score") is ExitCode.OK
    rows = diabetes.table("predictions")["model_version"].value_counts()
    assert rows["1"] == rows["2"]
