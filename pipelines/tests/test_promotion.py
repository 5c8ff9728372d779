"""From a trained version to the Champion, and what keeps a version from it."""

import json
import re

import mlflow
import pytest
from conftest import FAST, Place
from mlflow import MlflowClient

from lakestage_pipelines.errors import ExitCode

WORSE = '{"alpha": 100}'


def test_training_leaves_its_version_to_later_tasks(trained: Place) -> None:
    assert trained.task_values == {"model_uri": f"models:/{trained.model_name}/1", "model_version": "1"}


def test_a_trained_version_says_what_it_was_made_from(diabetes: Place) -> None:
    diabetes.train(git_commit="0a1b2c3", run_id="run-7")
    version = diabetes.version(1)
    assert version.tags["data_version"] == f"{diabetes.name('patient_features')}@0"
    assert version.tags["code_version"] == "0a1b2c3"
    assert version.tags["job_run"] == "run-7"
    assert version.tags["model_validation_status"] == "PENDING"
    assert version.description
    run = MlflowClient().get_run(str(version.run_id))
    assert run.data.params["alpha"] == "0.1"
    assert run.data.metrics["rmse"] > 0
    artifacts = {file.path for file in MlflowClient().list_artifacts(str(version.run_id))}
    assert {"importance.png", "importance.json"} <= artifacts
    inputs = run.inputs.dataset_inputs if run.inputs else []
    assert [each.dataset.name for each in inputs] == ["patient_features"]


def test_the_first_version_must_beat_a_trivial_model(diabetes: Place) -> None:
    uri = diabetes.train(hyperparameters='{"alpha": 10000}')
    diabetes.take_into_use(uri)
    assert (diabetes.alias("Champion"), diabetes.alias("Challenger")) == (None, 1)


def test_a_worse_challenger_leaves_the_champion_where_it_is(
    deployed: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    deployed.take_into_use(deployed.train(hyperparameters=WORSE))
    assert (deployed.alias("Champion"), deployed.alias("Challenger")) == (1, 2)
    assert f"models:/{deployed.model_name}/2 stays the Challenger" in capsys.readouterr().out


def test_a_better_challenger_takes_over_and_the_champion_before_is_previous(diabetes: Place) -> None:
    diabetes.take_into_use(diabetes.train(hyperparameters='{"alpha": 2}'))
    assert diabetes.alias("Previous") is None
    diabetes.take_into_use(diabetes.train())
    assert (diabetes.alias("Champion"), diabetes.alias("Challenger"), diabetes.alias("Previous")) == (2, None, 1)


# As a worse one does.
@pytest.mark.exhaustive
def test_a_tie_leaves_the_champion_where_it_is(deployed: Place) -> None:
    deployed.take_into_use(deployed.train())
    assert deployed.alias("Champion") == 1


def test_a_repeated_run_changes_nothing(deployed: Place) -> None:
    uri = deployed.uri
    deployed.take_into_use(uri)
    assert (deployed.alias("Champion"), deployed.alias("Challenger")) == (1, None)


def test_a_version_below_a_threshold_fails_and_gets_no_alias(
    trained: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    uri = trained.uri
    capsys.readouterr()
    outcome = trained.run("validate", model_uri=uri, thresholds='{"rmse": {"atMost": 10}}')
    assert outcome is ExitCode.VALIDATION_FAILED
    assert trained.version(1).tags["model_validation_status"] == "FAILED"
    assert "above 10" in trained.version(1).tags["model_validation_result"]
    assert float(trained.version(1).tags["validation_rmse"]) > 10  # noqa: PLR2004
    assert trained.alias("Challenger") is None
    [told] = capsys.readouterr().err.splitlines()
    assert told.startswith(f"validate: models:/{trained.model_name}/1 did not pass: rmse is")
    assert trained.run("deploy", model_uri=uri) is ExitCode.VALIDATION_FAILED


def test_thresholds_hold_on_slices_too(trained: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lakestage_pipelines.tasks.validate.ROWS_OF_A_SLICE", 20)
    uri = trained.uri
    outcome = trained.run("validate", model_uri=uri, slice_thresholds='{"rmse": {"atMost": 10}}')
    assert outcome is ExitCode.VALIDATION_FAILED
    assert trained.version(1).tags["model_validation_result"].startswith("sex 1.0: rmse is")


# Thresholds on slices take the same way.
@pytest.mark.exhaustive
def test_slices_may_lie_apart_only_so_far(trained: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lakestage_pipelines.tasks.validate.ROWS_OF_A_SLICE", 20)
    uri = trained.uri
    for gap, outcome in (("0.01", ExitCode.VALIDATION_FAILED), ("100", ExitCode.OK)):
        assert trained.run("validate", model_uri=uri, slice_gaps=f'{{"sex": {{"rmse": {gap}}}}}') is outcome
    assert trained.run("validate", model_uri=uri, slice_gaps='{"bmi": {"rmse": 1}}') is ExitCode.VALIDATION_FAILED
    assert "bmi tells no slices apart: it must be one of sex" in trained.version(1).tags["model_validation_result"]


# One bound more.
@pytest.mark.exhaustive
def test_a_prediction_that_takes_too_long_fails(trained: Place) -> None:
    uri = trained.uri
    assert trained.run("validate", model_uri=uri, latency_milliseconds="1e-9") is ExitCode.VALIDATION_FAILED
    assert "a prediction of one row takes" in trained.version(1).tags["model_validation_result"]
    assert trained.run("validate", model_uri=uri, latency_milliseconds="1e9") is ExitCode.OK


@pytest.mark.parametrize("threshold", [10, pytest.param(1000, marks=pytest.mark.exhaustive)])
def test_what_was_found_is_a_report_of_the_versions_run(trained: Place, threshold: int) -> None:
    uri = trained.uri
    trained.run("validate", model_uri=uri, thresholds=f'{{"rmse": {{"atMost": {threshold}}}}}')
    run = str(trained.version(1).run_id)
    report = json.loads(mlflow.artifacts.load_text(f"runs:/{run}/validation/report.json"))
    page = mlflow.artifacts.load_text(f"runs:/{run}/validation/report.md")
    assert report["status"] == trained.version(1).tags["model_validation_status"]
    assert len(report["failures"]) == (1 if report["status"] == "FAILED" else 0)
    assert report["metrics"]["rmse"] < report["baseline"]["rmse"]
    assert report["status"] in page


def test_a_sample_bounds_what_is_learned_from_and_judged_on(
    diabetes: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    diabetes.train(sample_rows="100")
    told = capsys.readouterr().out
    learned, held_out = (int(found) for found in re.findall(r"learned from (\d+) rows; on (\d+) held out", told)[0])
    assert 60 < learned < 140  # noqa: PLR2004
    assert 60 < held_out < 140  # noqa: PLR2004


@pytest.mark.parametrize(
    "tag",
    [
        "data_version",
        pytest.param("code_version", marks=pytest.mark.exhaustive),
        pytest.param("split_boundary", marks=pytest.mark.exhaustive),
    ],
)
def test_a_version_without_a_required_tag_fails(trained: Place, tag: str) -> None:
    uri = trained.uri
    MlflowClient().delete_model_version_tag(trained.model_name, "1", tag)
    assert trained.run("validate", model_uri=uri) is ExitCode.VALIDATION_FAILED
    assert trained.version(1).tags["model_validation_result"] == f"it lacks the tags {tag}"


def test_a_champion_of_unknown_origin_is_told(deployed: Place, capsys: pytest.CaptureFixture[str]) -> None:
    MlflowClient().delete_model_version_tag(deployed.model_name, "1", "split_boundary")
    assert deployed.run("score") is ExitCode.FAILED
    assert f"models:/{deployed.model_name}/1 lacks the tag split_boundary" in capsys.readouterr().err


# As one without a tag.
@pytest.mark.exhaustive
def test_a_version_without_a_description_fails(trained: Place) -> None:
    uri = trained.uri
    MlflowClient().update_model_version(trained.model_name, "1", description="")
    assert trained.run("validate", model_uri=uri) is ExitCode.VALIDATION_FAILED


def test_a_baseline_is_the_first_champion_until_a_model_beats_it(diabetes: Place) -> None:
    assert diabetes.run("baseline") is ExitCode.OK
    assert diabetes.alias("Champion") == 1
    diabetes.take_into_use(diabetes.train())
    assert diabetes.alias("Champion") == 2  # noqa: PLR2004
    assert diabetes.run("baseline") is ExitCode.OK
    assert diabetes.alias("Champion") == 2  # noqa: PLR2004


# A margin below nothing shows that it counts; two versions more take their time.
@pytest.mark.exhaustive
def test_a_gain_within_the_margin_leaves_the_champion_where_it_is(
    diabetes: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    diabetes.take_into_use(diabetes.train(hyperparameters='{"alpha": 5}'))
    uri = diabetes.train()
    for task in ("validate", "approve"):
        assert diabetes.run(task, model_uri=uri) is ExitCode.OK
    assert diabetes.run("deploy", model_uri=uri, margin="100") is ExitCode.OK
    assert (diabetes.alias("Champion"), diabetes.alias("Challenger")) == (1, 2)
    assert "in 95 of 100 resamples, and must be above 100" in capsys.readouterr().out
    assert diabetes.run("deploy", model_uri=uri, margin="0.1") is ExitCode.OK
    assert diabetes.alias("Champion") == 2  # noqa: PLR2004


def test_one_that_is_hardly_worse_takes_over_where_the_margin_allows_it(deployed: Place) -> None:
    uri = deployed.train()
    for task in ("validate", "approve"):
        assert deployed.run(task, model_uri=uri) is ExitCode.OK
    assert deployed.run("deploy", model_uri=uri, margin="-1") is ExitCode.OK
    assert deployed.alias("Champion") == 2  # noqa: PLR2004


def test_a_version_is_judged_on_the_data_that_it_learned_from(trained: Place) -> None:
    uri = trained.uri
    trained.change("patient_features", "SET progression = 25 + pmod(xxhash64(patient_id), 321)")
    trained.take_into_use(uri)
    assert float(trained.version(1).tags["validation_rmse"]) < 60  # noqa: PLR2004
    assert trained.alias("Champion") == 1


# Tables show by themselves that a commit that is gone is told.
@pytest.mark.exhaustive
def test_data_that_are_no_longer_kept_are_told_and_taken_as_they_are(
    trained: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    uri = trained.uri
    table = trained.name("patient_features")
    spark = trained.tables.spark
    trained.change("patient_features", "SET age = age + 1")
    spark.conf.set("spark.databricks.delta.retentionDurationCheck.enabled", "false")
    spark.sql(f"VACUUM {table} RETAIN 0 HOURS")
    trained.take_into_use(uri)
    assert f"version 0 of {table} is no longer kept" in capsys.readouterr().out
    assert trained.alias("Champion") == 1


def test_days_cannot_be_held_out_of_rows_without_a_time(diabetes: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert diabetes.run("train", hold_out_days=28) is ExitCode.BAD_PARAMETERS
    assert "--hold-out-days=28: rows are held out by patient_id, which is no time" in capsys.readouterr().err


class TestOfFlights:
    """Whose rows have a time. What is held out is the month that the table ends with."""

    def test_a_winner_is_fitted_again_on_all_rows(self, quickly_trained: Place) -> None:
        uri = quickly_trained.uri
        for task in ("validate", "approve"):
            assert quickly_trained.run(task, model_uri=uri) is ExitCode.OK
        for _ in ("first", "again"):
            assert quickly_trained.run("deploy", model_uri=uri, refit="true") is ExitCode.OK
            assert (quickly_trained.alias("Champion"), quickly_trained.alias("Challenger")) == (2, None)
        judged, refit = quickly_trained.version(1).tags, quickly_trained.version(2).tags
        assert refit["refit_of"] == "1"
        assert refit["split_boundary"] > "2013-12-31" > judged["split_boundary"]
        same = ("data_version", "code_version", "model_validation_status", "approval", "environment")
        assert [refit[tag] for tag in same] == [judged[tag] for tag in same]

    # Two versions are fitted again, where another test does it with one.
    @pytest.mark.exhaustive
    def test_a_champion_that_learned_from_all_is_compared_as_it_was_judged(
        self, quickly_trained: Place, capsys: pytest.CaptureFixture[str]
    ) -> None:
        uri = quickly_trained.uri
        for version in (uri, quickly_trained.train(hyperparameters=FAST)):
            for task in ("validate", "approve"):
                assert quickly_trained.run(task, model_uri=version) is ExitCode.OK
            assert quickly_trained.run("deploy", model_uri=version, refit="true") is ExitCode.OK
        assert quickly_trained.version(3).tags["refit_of"] == "1"
        assert (quickly_trained.alias("Champion"), quickly_trained.alias("Challenger")) == (3, 2)
        # Were it the one that knows the held-out rows, it would have been better on them.
        assert "the gain is at least 0 in 95 of 100" in capsys.readouterr().out

    # What learns from one class shows that such rows are told.
    @pytest.mark.exhaustive
    def test_held_out_rows_of_one_class_cannot_decide_by_the_area_and_can_by_others(
        self, timetable: Place, capsys: pytest.CaptureFixture[str]
    ) -> None:
        timetable.change("flight_features", "SET late = 0 WHERE scheduled_departure >= '2013-12-01'")
        uri = timetable.train(hyperparameters=FAST)
        failed = timetable.run("validate", model_uri=uri, thresholds='{"roc_auc": {"atLeast": 0.6}}')
        assert failed is ExitCode.VALIDATION_FAILED
        told = capsys.readouterr().err
        assert "roc_auc was not measured: the label of all " in told
        assert "rows is 0, of those held out" in told

        slices = '{"roc_auc": {"atLeast": 0.6}}'
        assert timetable.run("validate", model_uri=uri, slice_thresholds=slices) is ExitCode.OK
        assert timetable.run("approve", model_uri=uri) is ExitCode.OK
        assert timetable.run("deploy", model_uri=uri, compared_by="roc_auc") is ExitCode.FAILED
        told = capsys.readouterr().err
        assert "cannot be compared with a trivial model by roc_auc: the label of all" in told
        assert "compare by another metric (--compared-by), or hold more days out" in told
        assert timetable.run("deploy", model_uri=uri, compared_by="log_loss") is ExitCode.OK

    def test_nothing_is_learned_from_one_class(self, timetable: Place, capsys: pytest.CaptureFixture[str]) -> None:
        timetable.change("flight_features", "SET late = 0")
        assert timetable.run("train") is ExitCode.FAILED
        assert (
            f"nothing can be learned from {timetable.name('flight_features')}: late is 0 in all"
            in capsys.readouterr().err
        )
