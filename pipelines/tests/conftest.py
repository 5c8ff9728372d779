"""A place for tasks to run in: a Spark that all tests share, without a workspace."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import mlflow
import pandas as pd
import pytest
from mlflow import MlflowClient
from mlflow.entities.model_registry import ModelVersion
from pyspark.sql import SparkSession

from lakestage_pipelines.command_line import run_task
from lakestage_pipelines.errors import ExitCode
from lakestage_pipelines.projects import PROJECTS
from lakestage_pipelines.projects.flight_delay.schema import RAW_FLIGHTS
from lakestage_pipelines.projects.flight_delay.source import read_flights
from lakestage_pipelines.registry import version_by_alias
from lakestage_pipelines.tables.session import spark_session
from lakestage_pipelines.tables.tables import Tables, to_pandas
from lakestage_pipelines.tracking import use_local_mlflow

CATALOG = "spark_catalog"

FAST = '{"max_iter": 20}'
"""Hyperparameters of flight-delay with which it learns in little time."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what shows on more cases what another test shows on one: `npm run test:all` runs it."""
    if os.environ.get("LAKESTAGE_TEST_ALL") == "1":
        return
    exhaustive = [item for item in items if item.get_closest_marker("exhaustive")]
    config.hook.pytest_deselected(items=exhaustive)
    items[:] = [item for item in items if item not in exhaustive]


@dataclass(frozen=True)
class Place:
    """A schema with tables, a folder with models and task values, and tasks of one project that run in them."""

    folder: Path
    project: str
    model: str
    tables: Tables
    schema: str

    def run(self, task: str, **parameters: str | int) -> ExitCode:
        """Runs the task with the parameters that it must have and these."""
        always: dict[str, str | int] = {
            "environment": "dev",
            "catalog": CATALOG,
            "schema": self.schema,
            "project": self.project,
            "local": str(self.folder),
        }
        if task in {"train", "tune", "score", "monitor", "baseline", "integration-test"}:
            always["model"] = self.model
        if task in {"train", "tune", "baseline", "integration-test"}:
            always["experiment"] = "/Shared/experiment"
        given = {**always, **parameters}
        return run_task(task, [f"--{name.replace('_', '-')}={value}" for name, value in given.items()])

    def train(self, **parameters: str) -> str:
        """Trains a version, and returns its address as the task values tell it."""
        assert self.run("train", **parameters) is ExitCode.OK
        return self.uri

    def take_into_use(self, uri: str) -> None:
        """Validates, approves and deploys a version."""
        for task in ("validate", "approve", "deploy"):
            assert self.run(task, model_uri=uri) is ExitCode.OK

    @property
    def task_values(self) -> dict[str, str]:
        values: dict[str, str] = json.loads((self.folder / "task-values.json").read_text())
        return values

    @property
    def uri(self) -> str:
        """The address of the version that was trained last."""
        return self.task_values["model_uri"]

    @property
    def model_name(self) -> str:
        """The model's full name."""
        return self.name(self.model)

    def name(self, table: str) -> str:
        """The full name of a table, or of a model."""
        return f"{CATALOG}.{self.schema}.{table}"

    @property
    def metrics_table(self) -> str:
        return f"{CATALOG}.{self.schema}_monitoring.{self.model}_metrics"

    def table(self, name: str) -> pd.DataFrame:
        """All rows of a table of the schema, or of one with a full name."""
        return to_pandas(self.tables.rows(name if "." in name else self.name(name)))

    def change(self, table: str, statement: str) -> None:
        """Changes a table by SQL: `SET late = 0`."""
        self.tables.spark.sql(f"UPDATE {self.name(table)} {statement}")

    def version(self, number: int) -> ModelVersion:
        return MlflowClient().get_model_version(self.model_name, str(number))

    def alias(self, name: str) -> int | None:
        """The number of the version with this alias."""
        version = version_by_alias(self.model_name, name)
        return int(version.version) if version else None


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> SparkSession:
    """The Spark that SPARK_REMOTE names, or one in this process."""
    if "SPARK_REMOTE" not in os.environ and find_spec("pyspark.core") is None:
        pytest.skip("there is no Spark: SPARK_REMOTE names no server with Delta, and pyspark is not installed")
    return spark_session(tmp_path_factory.mktemp("spark"))


@pytest.fixture(scope="session")
def all_tables(spark: SparkSession) -> Tables:
    return Tables(spark)


SCHEMA = f"tested_{uuid4().hex[:8]}"
"""That of every test, one after the other: models that are made once have it in their names."""


@pytest.fixture
def schema(all_tables: Tables) -> Iterator[str]:
    """A schema of this test's own, without a table."""
    yield SCHEMA
    remove_schemas(all_tables)


def remove_schemas(tables: Tables) -> None:
    for name in (SCHEMA, f"{SCHEMA}_monitoring"):
        tables.spark.sql(f"DROP SCHEMA IF EXISTS {CATALOG}.{name} CASCADE")


@pytest.fixture(scope="session")
def empty_mlflow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """MLflow's database without anything in it: making one takes seconds, a copy takes none."""
    folder = tmp_path_factory.mktemp("mlflow")
    use_local_mlflow(folder)
    mlflow.search_experiments()
    return folder / "mlflow.db"


@pytest.fixture
def folder(tmp_path: Path, empty_mlflow: Path) -> Path:
    return models_folder(tmp_path, empty_mlflow.parent)


@dataclass(frozen=True)
class Origin:
    """A project whose feature table is made once for all tests, with the models that are made of it."""

    project: str
    model: str
    table: str
    features: str
    """The schema that the table is in."""
    tables: Tables

    def place(self, folder: Path) -> Place:
        """The project in the tests' schema, with a feature table whose changes are its own."""
        place = Place(folder, self.project, self.model, self.tables, SCHEMA)
        self.tables.spark.sql(f"CREATE SCHEMA {CATALOG}.{SCHEMA}")
        self.tables.spark.sql(
            f"CREATE TABLE {place.name(self.table)} SHALLOW CLONE {CATALOG}.{self.features}.{self.table}"
        )
        return place

    def made(self, folder: Path, before: Path, do: Callable[[Place], object]) -> Path:
        """A folder whose models are those of the one before, and what was done with them."""
        do(self.place(models_folder(folder, before)))
        remove_schemas(self.tables)
        return folder


def origin(tables: Tables, folder: Path, project: str, model: str, table: str) -> Iterator[Origin]:
    """Computing the features takes most of a test's time."""
    place = Place(folder, project, model, tables, f"made_{uuid4().hex[:8]}")
    assert place.run("features") is ExitCode.OK
    yield Origin(project, model, table, place.schema, tables)
    tables.spark.sql(f"DROP SCHEMA {CATALOG}.{place.schema} CASCADE")


@pytest.fixture(scope="session")
def of_patients(all_tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Origin]:
    folder = tmp_path_factory.mktemp("patients")
    yield from origin(all_tables, folder, "diabetes-progression", "diabetes_progression", "patient_features")


@pytest.fixture(scope="session")
def of_flights(all_tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Origin]:
    """Of every tenth flight since July: few, and enough of each week to learn from and to measure."""
    project = PROJECTS["flight-delay"]
    every_tenth = replace(project.raw[RAW_FLIGHTS], read=lambda: read_flights().query("month >= 7").iloc[::10])
    raw = {name: replace(table, replay=None) for name, table in {**project.raw, RAW_FLIGHTS: every_tenth}.items()}
    folder = tmp_path_factory.mktemp("flights")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PROJECTS, "flight-delay", replace(project, raw=raw))
        made = origin(all_tables, folder, "flight-delay", "flight_delay", "flight_features")
        found = next(made)
    yield found
    next(made, None)


@pytest.fixture
def diabetes(folder: Path, schema: str, of_patients: Origin) -> Place:
    """The project diabetes-progression, with its feature table."""
    return of_patients.place(folder)


@pytest.fixture
def timetable(folder: Path, schema: str, of_flights: Origin) -> Place:
    """The project flight-delay, with its feature table."""
    return of_flights.place(folder)


@pytest.fixture
def flights(folder: Path, schema: str, all_tables: Tables) -> Place:
    """The project flight-delay, before its first task."""
    return Place(folder, "flight-delay", "flight_delay", all_tables, schema)


@pytest.fixture
def patients(folder: Path, schema: str, all_tables: Tables) -> Place:
    """The project diabetes-progression, before its first task."""
    return Place(folder, "diabetes-progression", "diabetes_progression", all_tables, schema)


@pytest.fixture(scope="session")
def trained_once(tmp_path_factory: pytest.TempPathFactory, empty_mlflow: Path, of_patients: Origin) -> Path:
    """The folder of a diabetes-progression with a version."""
    return of_patients.made(tmp_path_factory.mktemp("trained"), empty_mlflow.parent, lambda place: place.train())


@pytest.fixture(scope="session")
def deployed_once(tmp_path_factory: pytest.TempPathFactory, trained_once: Path, of_patients: Origin) -> Path:
    """The folder of a diabetes-progression whose version is the Champion."""
    folder = tmp_path_factory.mktemp("deployed")
    return of_patients.made(folder, trained_once, lambda place: place.take_into_use(place.uri))


@pytest.fixture(scope="session")
def quickly_trained_once(tmp_path_factory: pytest.TempPathFactory, empty_mlflow: Path, of_flights: Origin) -> Path:
    """The folder of a flight-delay with a version that took little time."""
    folder = tmp_path_factory.mktemp("quickly")
    return of_flights.made(folder, empty_mlflow.parent, lambda place: place.train(hyperparameters=FAST))


def models_folder(folder: Path, made: Path) -> Path:
    """The folder with the models of another, whose files it shares: what it says of them is its own."""
    for name in ("mlflow.db", "task-values.json"):
        if (made / name).exists():
            shutil.copy(made / name, folder)
    use_local_mlflow(folder)
    return folder


@pytest.fixture
def trained(diabetes: Place, trained_once: Path) -> Place:
    """The project diabetes-progression with a version, which nobody has validated."""
    models_folder(diabetes.folder, trained_once)
    return diabetes


@pytest.fixture
def deployed(diabetes: Place, deployed_once: Path) -> Place:
    """The project diabetes-progression with a Champion."""
    models_folder(diabetes.folder, deployed_once)
    return diabetes


@pytest.fixture
def quickly_trained(timetable: Place, quickly_trained_once: Path) -> Place:
    """The project flight-delay with a version, which nobody has validated."""
    models_folder(timetable.folder, quickly_trained_once)
    return timetable
