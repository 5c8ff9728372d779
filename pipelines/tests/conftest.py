"""A place for tasks to run in, without a cluster."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import mlflow
import pandas as pd
import pytest
from mlflow import MlflowClient
from mlflow.entities.model_registry import ModelVersion

from lakestage_pipelines.command_line import run_task
from lakestage_pipelines.errors import ExitCode
from lakestage_pipelines.registry import version_by_alias
from lakestage_pipelines.tables.delta_folder import DeltaFolder
from lakestage_pipelines.tracking import use_local_mlflow


@dataclass(frozen=True)
class Place:
    """A folder with tables, models and task values, and tasks of one project that run in it."""

    folder: Path
    project: str
    model: str

    def run(self, task: str, **parameters: str | int) -> ExitCode:
        """Runs the task with the parameters that it must have and these."""
        always: dict[str, str | int] = {
            "environment": "dev",
            "catalog": "dev",
            "schema": "chronic",
            "project": self.project,
            "local": str(self.folder),
        }
        if task in {"train", "score", "monitor", "baseline", "integration-test"}:
            always["model"] = self.model
        if task in {"train", "baseline", "integration-test"}:
            always["experiment"] = "/Shared/experiment"
        given = {**always, **parameters}
        return run_task(task, [f"--{name.replace('_', '-')}={value}" for name, value in given.items()])

    def train(self, **parameters: str) -> str:
        """Trains a version, and returns its address as the task values tell it."""
        assert self.run("train", **parameters) is ExitCode.OK
        return self.task_values["model_uri"]

    def take_into_use(self, uri: str) -> None:
        """Validates, approves and deploys a version."""
        for task in ("validate", "approve", "deploy"):
            assert self.run(task, model_uri=uri) is ExitCode.OK

    @property
    def tables(self) -> DeltaFolder:
        return DeltaFolder(self.folder / "tables")

    @property
    def task_values(self) -> dict[str, str]:
        values: dict[str, str] = json.loads((self.folder / "task-values.json").read_text())
        return values

    def table(self, name: str) -> pd.DataFrame:
        return self.tables.read(f"dev.chronic.{name}")

    def version(self, number: int) -> ModelVersion:
        return MlflowClient().get_model_version(f"dev.chronic.{self.model}", str(number))

    def alias(self, name: str) -> int | None:
        """The number of the version with this alias."""
        version = version_by_alias(f"dev.chronic.{self.model}", name)
        return int(version.version) if version else None


@pytest.fixture(scope="session")
def empty_mlflow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """MLflow's database without anything in it: making one takes seconds, a copy takes none."""
    folder = tmp_path_factory.mktemp("mlflow")
    use_local_mlflow(folder)
    mlflow.search_experiments()
    return folder / "mlflow.db"


@pytest.fixture
def diabetes(tmp_path: Path, empty_mlflow: Path) -> Place:
    """The project diabetes-progression, with its feature table."""
    shutil.copy(empty_mlflow, tmp_path)
    place = Place(tmp_path, "diabetes-progression", "diabetes_progression")
    assert place.run("features") is ExitCode.OK
    return place


@pytest.fixture(scope="session")
def flight_features(tmp_path_factory: pytest.TempPathFactory, empty_mlflow: Path) -> Path:
    """The feature tables of flight-delay, with some of the flights: computing them takes most of a test's time."""
    folder = tmp_path_factory.mktemp("flights")
    shutil.copy(empty_mlflow, folder)
    assert Place(folder, "flight-delay", "flight_delay").run("features", rows=50_000) is ExitCode.OK
    return folder / "tables"


@pytest.fixture
def timetable(flights: Place, flight_features: Path) -> Place:
    """The project flight-delay, with its feature table."""
    shutil.copytree(flight_features, flights.folder / "tables")
    return flights


@pytest.fixture
def flights(tmp_path: Path, empty_mlflow: Path) -> Place:
    """The project flight-delay, before its first task."""
    shutil.copy(empty_mlflow, tmp_path)
    return Place(tmp_path, "flight-delay", "flight_delay")
