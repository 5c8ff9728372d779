"""The project's model in Unity Catalog, by MLflow's own client."""

from pathlib import Path

import mlflow
import pytest
from mlflow.exceptions import MlflowException

from version_files import write_version_files


@pytest.fixture
def version(as_runner, experiment, model, tmp_path):
    """One more version of the project's model, gone when the test is over."""
    run = as_runner.create_run(experiment.experiment_id).info.run_id
    tags = {"model_validation_status": "PENDING"}
    registered = as_runner.create_model_version(model, write_version_files(tmp_path), run, tags=tags)
    yield registered
    as_runner.delete_model_version(model, registered.version)
    as_runner.delete_run(run)


def test_a_version_is_ready_with_its_run_and_its_tags(as_runner, model, version):
    stored = as_runner.get_model_version(model, version.version)
    assert (stored.status, stored.run_id) == ("READY", version.run_id)
    assert stored.tags == {"model_validation_status": "PENDING"}
    assert version.version in [each.version for each in as_runner.search_model_versions(f"name='{model}'")]


def test_validation_tags_a_version_and_names_the_challenger(as_runner, model, version):
    as_runner.set_model_version_tag(model, version.version, "model_validation_status", "PASSED")
    as_runner.update_model_version(model, version.version, "f1 0.4 on held-out flights")
    as_runner.set_registered_model_alias(model, "Challenger", version.version)

    challenger = as_runner.get_model_version_by_alias(model, "Challenger")
    assert challenger.version == version.version
    assert challenger.tags == {"model_validation_status": "PASSED"}
    assert challenger.description == "f1 0.4 on held-out flights"
    as_runner.delete_registered_model_alias(model, "Challenger")
    with pytest.raises(MlflowException) as gone:
        as_runner.get_model_version_by_alias(model, "Challenger")
    assert gone.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_a_versions_files_are_loaded_by_the_alias(as_runner, model, version, tmp_path_factory):
    as_runner.set_registered_model_alias(model, "Challenger", version.version)
    target = tmp_path_factory.mktemp("downloaded")
    files = mlflow.artifacts.download_artifacts(f"models:/{model}@Challenger", dst_path=str(target))
    assert "distance" in (Path(files) / "MLmodel").read_text(encoding="utf-8")
    as_runner.delete_registered_model_alias(model, "Challenger")


CHANGES = {
    "move the Champion": lambda client, model, version, files: client.set_registered_model_alias(
        model, "Champion", version
    ),
    "drop the Champion": lambda client, model, version, files: client.delete_registered_model_alias(model, "Champion"),
    "tag a version": lambda client, model, version, files: client.set_model_version_tag(model, version, "mine", "1"),
    "describe a version": lambda client, model, version, files: client.update_model_version(model, version, "mine"),
    "delete a version": lambda client, model, version, files: client.delete_model_version(model, version),
    "register a version": lambda client, model, version, files: client.create_model_version(model, files),
    "tag the model": lambda client, model, version, files: client.set_registered_model_tag(model, "mine", "1"),
    "delete the model": lambda client, model, version, files: client.delete_registered_model(model),
    "register a model": lambda client, model, version, files: client.create_registered_model(f"{model}_mine"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_in_production_a_data_scientist_may_not(as_scientist, model, version, tmp_path, change):
    with as_scientist() as client, pytest.raises(MlflowException) as refused:
        CHANGES[change](client, model, version.version, str(tmp_path))
    assert refused.value.error_code == "PERMISSION_DENIED"


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_a_data_scientist_loads_the_production_champion(as_scientist, model, environment, tmp_path):
    with as_scientist(environment) as client:
        assert client.get_model_version_by_alias(model, "Champion").status == "READY"
        files = mlflow.artifacts.download_artifacts(f"models:/{model}@Champion", dst_path=str(tmp_path))
    assert (Path(files) / "MLmodel").exists()
