"""What a search for hyperparameters proposes."""

import subprocess
from pathlib import Path

import mlflow
import pytest
import yaml
from conftest import Place
from mlflow import MlflowClient

from lakestage_pipelines.errors import ExitCode
from lakestage_pipelines.proposal import propose

BEST = {"alpha": 0.25, "l1_ratio": 1.0}


def hyperparameters(text: str) -> object:
    return yaml.safe_load(text)["models"]["m"]["hyperparameters"]


@pytest.mark.parametrize(
    "said",
    [
        "models:\n  m:\n    hyperparameters: { alpha: 1 } # tried by hand\n    margin: 1\n",
        "models:\n  m:\n    # Why.\n    hyperparameters:\n      alpha: 1\n      tol: 0.5\n\n    margin: 1\nschema: s\n",
        "models:\n  m:\n    hyperparameters:\n      alpha: 1\n",
        "models:\n  m:\n    margin: 1\n  n: {}\n",
        "# First.\nmodels:\n  n: {}\n  m:\n    margin: 1\n",
    ],
)
def test_a_proposal_is_a_patch_that_changes_nothing_else(tmp_path: Path, said: str) -> None:
    file = tmp_path / "projects" / "p.yaml"
    file.parent.mkdir()
    file.write_text(said)
    proposal = propose(said, "p", "m", BEST)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply"], cwd=tmp_path, input=proposal.patch, text=True, check=True)
    after = file.read_text()
    assert hyperparameters(after) == BEST
    before, now = yaml.safe_load(said), yaml.safe_load(after)
    for content in (before, now):
        content["models"]["m"].pop("hyperparameters", None)
    assert now == before
    assert [line for line in said.splitlines() if "#" in line and "{" not in line] == [
        line for line in after.splitlines() if "#" in line and "{" not in line
    ]


def test_a_float_stays_a_float() -> None:
    assert "l1_ratio: 1.0" in propose("", "p", "m", BEST).yaml
    assert "tol: 1e-07" in propose("", "p", "m", {"tol": 1e-7}).yaml


def test_a_file_that_says_nothing_of_the_model_is_left_to_a_person() -> None:
    proposal = propose("models: {}\n", "p", "m", BEST)
    assert proposal.patch == ""
    assert hyperparameters(proposal.yaml) == BEST


def test_a_search_proposes_what_is_no_worse_than_what_there_is(diabetes: Place) -> None:
    projects = diabetes.folder / "projects"
    projects.mkdir()
    file = projects / "diabetes-progression.yaml"
    file.write_text("models:\n  diabetes_progression:\n    hyperparameters: { alpha: 5.0 }\n")
    assert diabetes.run("tune", trials=4, hyperparameters='{"alpha": 5.0}', projects=str(projects)) is ExitCode.OK
    [experiment] = mlflow.search_experiments(filter_string="name = '/Shared/experiment'")
    [run] = MlflowClient().search_runs([experiment.experiment_id])
    assert run.data.metrics["rmse_best"] <= run.data.metrics["rmse_before"]
    folder = Path(mlflow.artifacts.download_artifacts(run_id=run.info.run_id, artifact_path="tuning"))
    patch = (folder / "proposal.patch").read_text()
    subprocess.run(["git", "init", "--quiet"], cwd=diabetes.folder, check=True)
    subprocess.run(["git", "apply"], cwd=diabetes.folder, input=patch, text=True, check=True)
    proposed = yaml.safe_load(file.read_text())["models"]["diabetes_progression"]["hyperparameters"]
    assert proposed["alpha"] == pytest.approx(float(run.data.params["alpha"]), rel=1e-5)


def test_a_metric_that_is_not_the_tasks_is_refused(diabetes: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert diabetes.run("tune", compared_by="f1") is ExitCode.BAD_PARAMETERS
    assert '--compared-by: "f1" must be one of rmse' in capsys.readouterr().err
