"""What a person or a job sees of a task."""

import tomllib
from pathlib import Path

import pytest
from conftest import Place

from lakestage_pipelines.command_line import TASKS, main
from lakestage_pipelines.errors import ExitCode

PROJECT_FILE = Path(__file__).parents[1] / "pyproject.toml"


def test_every_task_of_a_job_is_an_entry_point() -> None:
    scripts = tomllib.loads(PROJECT_FILE.read_text())["project"]["scripts"]
    assert set(scripts) == TASKS.keys() - {"local"}


@pytest.mark.parametrize("task", TASKS)
def test_every_task_tells_its_parameters(task: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([task, "--help"])
    assert ended.value.code == 0
    assert "--catalog" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        (("features", {"project": "flight-dealy"}), 2, 'no code for the project "flight-dealy"'),
        (("features", {"rows": "many"}), 2, "--rows: Input should be a valid integer"),
        (("features", {"row": 5}), 2, "unrecognized arguments: --row=5"),
        (("train", {"model": "diabetes"}), 2, 'has no model "diabetes": it must be one of diabetes_progression'),
        (("train", {"hyperparameters": '{"alhpa": 1}'}), 2, "alhpa: Extra inputs are not permitted; it has alpha"),
        (("train", {"hyperparameters": "alpha=1"}), 2, "--hyperparameters: is not JSON"),
        (("train", {"features": "a.b.c"}), 2, '"a.b.c" is no table name'),
        (("train", {"features": "elsewhere.patients"}), 1, "the table spark_catalog.elsewhere.patients does not exist"),
        (("validate", {}), 2, "the following arguments are required: --model-uri"),
        (("validate", {"model_uri": "models:/dev.chronic.diabetes_progression@Champion"}), 2, "names no model version"),
        (("validate", {"model_uri": "models:/a.b.c/1", "thresholds": '{"f1": {}}'}), 2, "--thresholds.f1: must have"),
        (("deploy", {"model_uri": "models:/a.b.diabetes_progression/7"}), 1, "there is no version 7"),
        (("approve", {"model_uri": "models:/a.b.c/1", "approval": "maybe"}), 2, "--approval: Input should be"),
        (("score", {}), 1, "has no Champion: train, validate and deploy a version first"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    patients: Place,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, dict[str, str | int]],
    code: int,
    message: str,
) -> None:
    task, parameters = command
    capsys.readouterr()
    assert patients.run(task, **parameters) == code
    told = capsys.readouterr().err
    assert message in told
    assert len(told.splitlines()) == 1


def test_a_metric_that_is_not_the_tasks_is_refused(trained: Place, capsys: pytest.CaptureFixture[str]) -> None:
    uri = trained.uri
    for task in ("validate", "approve"):
        assert trained.run(task, model_uri=uri) is ExitCode.OK
    assert trained.run("deploy", model_uri=uri, compared_by="f1") is ExitCode.BAD_PARAMETERS
    assert '--compared-by names no metric of regression: "f1"' in capsys.readouterr().err


def test_away_from_a_cluster_a_folder_must_be_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABRICKS_RUNTIME_VERSION", raising=False)
    monkeypatch.delenv("SPARK_REMOTE", raising=False)
    with pytest.raises(SystemExit) as ended:
        main(["features", "--environment=dev", "--catalog=dev", "--schema=s", "--project=flight-delay"])
    assert ended.value.code == ExitCode.FAILED
    assert "this is not a cluster, and SPARK_REMOTE names no Spark: give --local=FOLDER" in capsys.readouterr().err


def test_an_unknown_task_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["trian"])
    assert ended.value.code == ExitCode.BAD_PARAMETERS
    assert '"trian" is no task: it must be one of features, train' in capsys.readouterr().err
