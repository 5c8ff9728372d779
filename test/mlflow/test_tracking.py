"""Experiments and runs of a project, by MLflow's own client."""

from pathlib import Path

import pytest
from databricks.sdk.errors import PermissionDenied
from mlflow.entities import Metric, Param, RunTag
from mlflow.exceptions import MlflowException


@pytest.fixture
def run(as_runner, experiment):
    """A run of the project's, gone when the test is over."""
    run_id = as_runner.create_run(experiment.experiment_id, run_name="test").info.run_id
    yield run_id
    as_runner.delete_run(run_id)


def test_the_declared_experiment_keeps_its_artifacts_in_the_projects_volume(experiment):
    assert experiment.artifact_location == "dbfs:/Volumes/prod/flight_delay/files/mlflow"
    assert experiment.lifecycle_stage == "active"


def test_a_run_keeps_what_was_logged_to_it(as_runner, run):
    as_runner.log_param(run, "max_iter", 200)
    for step, value in enumerate([0.5, 0.6, 0.7]):
        as_runner.log_metric(run, "roc_auc", value, step=step)
    as_runner.log_batch(run, [Metric("f1", 0.4, 1, 0)], [Param("learning_rate", "0.1")], [RunTag("stage", "train")])
    as_runner.set_terminated(run)

    stored = as_runner.get_run(run)
    assert stored.info.status == "FINISHED"
    assert stored.data.params == {"max_iter": "200", "learning_rate": "0.1"}
    assert stored.data.metrics == {"roc_auc": 0.7, "f1": 0.4}
    assert stored.data.tags["stage"] == "train"
    assert [each.value for each in as_runner.get_metric_history(run, "roc_auc")] == [0.5, 0.6, 0.7]


def test_a_parameter_is_logged_once(as_runner, run):
    as_runner.log_param(run, "max_iter", 200)
    with pytest.raises(MlflowException) as refused:
        as_runner.log_param(run, "max_iter", 100)
    assert refused.value.error_code == "INVALID_PARAMETER_VALUE"


def test_runs_are_found_by_what_was_logged(as_runner, experiment, run):
    as_runner.log_metric(run, "found", 0.25)
    as_runner.set_tag(run, "kind", "searched")

    def found(query):
        return [each.info.run_id for each in as_runner.search_runs([experiment.experiment_id], query)]

    assert found("metrics.found < 0.5 AND tags.kind = 'searched'") == [run]
    assert found("metrics.found > 0.5") == []


def test_artifacts_go_to_the_volume_and_come_back(as_runner, run, tmp_path):
    (tmp_path / "plot.txt").write_text("a picture", encoding="utf-8")
    as_runner.log_artifacts(run, str(tmp_path), "plots")
    assert as_runner.get_run(run).info.artifact_uri.startswith("dbfs:/Volumes/prod/flight_delay/files/mlflow/")
    assert [each.path for each in as_runner.list_artifacts(run, "plots")] == ["plots/plot.txt"]
    assert Path(as_runner.download_artifacts(run, "plots/plot.txt")).read_text(encoding="utf-8") == "a picture"


CHANGES = {
    "start a run": lambda client, experiment, run: client.create_run(experiment.experiment_id),
    "log a metric": lambda client, experiment, run: client.log_metric(run, "mine", 1.0),
    "log a parameter": lambda client, experiment, run: client.log_param(run, "mine", 1),
    "tag a run": lambda client, experiment, run: client.set_tag(run, "mine", 1),
    "delete a run": lambda client, experiment, run: client.delete_run(run),
    "rename the experiment": lambda client, experiment, run: client.rename_experiment(
        experiment.experiment_id, "/Projects/flight-delay/mine"
    ),
    "delete the experiment": lambda client, experiment, run: client.delete_experiment(experiment.experiment_id),
}


@pytest.mark.parametrize("change", CHANGES)
def test_in_production_a_data_scientist_may_not(as_scientist, experiment, run, change):
    with as_scientist() as client, pytest.raises(MlflowException) as refused:
        CHANGES[change](client, experiment, run)
    assert refused.value.error_code == "PERMISSION_DENIED"


def test_in_production_a_data_scientist_reads_runs_and_their_artifacts(
    as_runner, as_scientist, experiment, run, tmp_path
):
    (tmp_path / "plot.txt").write_text("a picture", encoding="utf-8")
    as_runner.log_artifacts(run, str(tmp_path))
    as_runner.log_metric(run, "roc_auc", 0.7)
    with as_scientist() as client:
        assert run in [each.info.run_id for each in client.search_runs([experiment.experiment_id])]
        assert client.get_run(run).data.metrics == {"roc_auc": 0.7}
        assert Path(client.download_artifacts(run, "plot.txt")).read_text(encoding="utf-8") == "a picture"


def test_in_production_a_data_scientist_adds_no_artifact(as_scientist, run, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    # It is the volume that refuses, and MLflow passes that on as it came.
    with as_scientist() as client, pytest.raises(PermissionDenied, match="WRITE VOLUME"):
        client.log_artifact(run, str(tmp_path / "mine.txt"))


def test_in_dev_a_data_scientist_logs_runs(as_scientist):
    with as_scientist("dev") as client:
        experiment = client.get_experiment_by_name("/Projects/flight-delay/experiment")
        run = client.create_run(experiment.experiment_id).info.run_id
        client.log_metric(run, "roc_auc", 0.7)
        assert client.get_run(run).data.metrics == {"roc_auc": 0.7}
        client.delete_run(run)
