"""From a trained version to the Champion, and what keeps a version from it."""

import pytest
from conftest import Place
from mlflow import MlflowClient

from lakestage_pipelines.errors import ExitCode

WORSE = '{"alpha": 100}'
MODEL = "dev.chronic.diabetes_progression"


def test_training_leaves_its_version_to_later_tasks(diabetes: Place) -> None:
    assert diabetes.train() == f"models:/{MODEL}/1"
    assert diabetes.task_values == {"model_uri": f"models:/{MODEL}/1", "model_version": "1"}


def test_a_trained_version_says_what_it_was_made_from(diabetes: Place) -> None:
    diabetes.train(git_commit="0a1b2c3", run_id="run-7")
    version = diabetes.version(1)
    assert version.tags["data_version"] == "dev.chronic.patient_features@0"
    assert version.tags["code_version"] == "0a1b2c3"
    assert version.tags["job_run"] == "run-7"
    assert version.tags["model_validation_status"] == "PENDING"
    assert version.description
    run = MlflowClient().get_run(str(version.run_id))
    assert run.data.params["alpha"] == "0.1"
    assert run.data.metrics["rmse"] > 0
    inputs = run.inputs.dataset_inputs if run.inputs else []
    assert [each.dataset.name for each in inputs] == ["patient_features"]


def test_the_first_version_must_beat_a_trivial_model(diabetes: Place) -> None:
    uri = diabetes.train(hyperparameters='{"alpha": 10000}')
    diabetes.take_into_use(uri)
    assert (diabetes.alias("Champion"), diabetes.alias("Challenger")) == (None, 1)


def test_a_worse_challenger_leaves_the_champion_where_it_is(
    diabetes: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    diabetes.take_into_use(diabetes.train())
    diabetes.take_into_use(diabetes.train(hyperparameters=WORSE))
    assert (diabetes.alias("Champion"), diabetes.alias("Challenger")) == (1, 2)
    assert f"models:/{MODEL}/2 stays the Challenger" in capsys.readouterr().out


def test_a_better_challenger_takes_over(diabetes: Place) -> None:
    diabetes.take_into_use(diabetes.train(hyperparameters='{"alpha": 2}'))
    diabetes.take_into_use(diabetes.train())
    assert (diabetes.alias("Champion"), diabetes.alias("Challenger")) == (2, None)


def test_a_tie_leaves_the_champion_where_it_is(diabetes: Place) -> None:
    diabetes.take_into_use(diabetes.train())
    diabetes.take_into_use(diabetes.train())
    assert diabetes.alias("Champion") == 1


def test_a_repeated_run_changes_nothing(diabetes: Place) -> None:
    uri = diabetes.train()
    diabetes.take_into_use(uri)
    diabetes.take_into_use(uri)
    assert (diabetes.alias("Champion"), diabetes.alias("Challenger")) == (1, None)


def test_a_version_below_a_threshold_fails_and_gets_no_alias(
    diabetes: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    uri = diabetes.train()
    capsys.readouterr()
    outcome = diabetes.run("validate", model_uri=uri, thresholds='{"rmse": {"atMost": 10}}')
    assert outcome is ExitCode.VALIDATION_FAILED
    assert diabetes.version(1).tags["model_validation_status"] == "FAILED"
    assert "above 10" in diabetes.version(1).tags["model_validation_result"]
    assert float(diabetes.version(1).tags["validation_rmse"]) > 10  # noqa: PLR2004
    assert diabetes.alias("Challenger") is None
    [told] = capsys.readouterr().err.splitlines()
    assert told.startswith(f"validate: models:/{MODEL}/1 did not pass: rmse is")
    assert diabetes.run("deploy", model_uri=uri) is ExitCode.VALIDATION_FAILED


def test_thresholds_hold_on_slices_too(diabetes: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lakestage_pipelines.tasks.validate.ROWS_OF_A_SLICE", 20)
    uri = diabetes.train()
    outcome = diabetes.run("validate", model_uri=uri, slice_thresholds='{"rmse": {"atMost": 10}}')
    assert outcome is ExitCode.VALIDATION_FAILED
    assert diabetes.version(1).tags["model_validation_result"].startswith("sex 1.0: rmse is")


@pytest.mark.parametrize("tag", ["data_version", "code_version", "split_boundary"])
def test_a_version_without_a_required_tag_fails(diabetes: Place, tag: str) -> None:
    uri = diabetes.train()
    MlflowClient().delete_model_version_tag(MODEL, "1", tag)
    assert diabetes.run("validate", model_uri=uri) is ExitCode.VALIDATION_FAILED
    assert diabetes.version(1).tags["model_validation_result"] == f"it lacks the tags {tag}"


def test_a_champion_of_unknown_origin_is_told(diabetes: Place, capsys: pytest.CaptureFixture[str]) -> None:
    diabetes.take_into_use(diabetes.train())
    MlflowClient().delete_model_version_tag(MODEL, "1", "split_boundary")
    assert diabetes.run("score") is ExitCode.FAILED
    assert f"models:/{MODEL}/1 lacks the tag split_boundary" in capsys.readouterr().err


def test_a_version_without_a_description_fails(diabetes: Place) -> None:
    uri = diabetes.train()
    MlflowClient().update_model_version(MODEL, "1", description="")
    assert diabetes.run("validate", model_uri=uri) is ExitCode.VALIDATION_FAILED


def test_a_manual_approval_waits_for_a_person_on_the_list(diabetes: Place, capsys: pytest.CaptureFixture[str]) -> None:
    uri = diabetes.train()
    assert diabetes.run("validate", model_uri=uri) is ExitCode.OK
    rule = {"approval": "manual", "approvers": '["head@clinic.example"]', "model_uri": uri}
    assert diabetes.run("approve", **rule) is ExitCode.NOT_APPROVED
    assert "set its tag approved_by" in capsys.readouterr().err
    assert diabetes.run("deploy", model_uri=uri) is ExitCode.NOT_APPROVED

    MlflowClient().set_model_version_tag(MODEL, "1", "approved_by", "guest@clinic.example")
    assert diabetes.run("approve", **rule) is ExitCode.NOT_APPROVED
    MlflowClient().set_model_version_tag(MODEL, "1", "approved_by", "head@clinic.example")
    assert diabetes.run("approve", **rule) is ExitCode.OK
    assert diabetes.version(1).tags["approval"] == "head@clinic.example"
    assert diabetes.run("deploy", model_uri=uri) is ExitCode.OK
    assert diabetes.alias("Champion") == 1


def test_a_baseline_is_the_first_champion_until_a_model_beats_it(diabetes: Place) -> None:
    assert diabetes.run("baseline") is ExitCode.OK
    assert diabetes.alias("Champion") == 1
    diabetes.take_into_use(diabetes.train())
    assert diabetes.alias("Champion") == 2  # noqa: PLR2004
    assert diabetes.run("baseline") is ExitCode.OK
    assert diabetes.alias("Champion") == 2  # noqa: PLR2004
