"""The tasks on a laptop, told what the project's file says."""

import re
import shlex
from pathlib import Path

import pytest
from conftest import CATALOG, Place
from mlflow import MlflowClient

from lakestage_pipelines.command_line import run_task
from lakestage_pipelines.errors import ExitCode
from lakestage_pipelines.registry import version_by_alias
from lakestage_pipelines.settings import read_project
from lakestage_pipelines.tables.tables import Tables

README = Path(__file__).parents[1] / "README.md"


def write(folder: Path, **files: str) -> Path:
    """Projects' files, by name; a dash is written as two underscores."""
    projects = folder / "projects"
    projects.mkdir(exist_ok=True)
    for name, text in files.items():
        (projects / f"{name.replace('__', '-')}.yaml").write_text(text)
    return projects


PROJECT = """
features:
  tables:
    patient_features: { primaryKey: [patient_id] }
models:
  diabetes_progression:
    task: regression
    hyperparameters: { alpha: 1e-1 }
"""


def run(place: Place, projects: Path, *more: str) -> ExitCode:
    given = ["--project=diabetes-progression", f"--projects={projects}", f"--local={place.folder}"]
    given += [f"--schema={place.schema}", *more]
    return run_task("local", given)


@pytest.mark.exhaustive
def test_the_readmes_commands_work_one_after_the_other_in_one_folder(folder: Path, all_tables: Tables) -> None:
    commands = re.findall(r"lakestage_pipelines local (.*)", README.read_text())
    assert len(commands) == 2  # noqa: PLR2004
    try:
        for command in commands:
            assert run_task("local", [*shlex.split(command), f"--local={folder}"]) is ExitCode.OK
        for project in ("flight_delay", "diabetes_progression"):
            assert version_by_alias(f"{CATALOG}.{project}.{project}", "Champion")
            assert all_tables.rows(f"{CATALOG}.{project}.predictions").count()
            assert all_tables.rows(f"{CATALOG}.{project}_monitoring.{project}_metrics").count()
    finally:
        for project in ("flight_delay", "diabetes_progression"):
            for schema in (project, f"{project}_monitoring"):
                all_tables.spark.sql(f"DROP SCHEMA IF EXISTS {CATALOG}.{schema} CASCADE")


def test_a_version_below_the_files_threshold_does_not_become_champion(
    diabetes: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    projects = write(diabetes.folder, diabetes__progression=PROJECT + "    thresholds: { rmse: { atMost: 10 } }\n")
    assert run(diabetes, projects) is ExitCode.VALIDATION_FAILED
    assert "above 10" in capsys.readouterr().err
    assert version_by_alias(diabetes.model_name, "Champion") is None


def test_thresholds_may_be_said_in_the_defaults_and_for_an_environment(diabetes: Place) -> None:
    threshold = "models: { diabetes_progression: { thresholds: { rmse: { atMost: 10 } } } }"
    projects = write(
        diabetes.folder, diabetes__progression=PROJECT, _defaults=f"environments:\n  prod:\n    {threshold}"
    )
    assert run(diabetes, projects, "--environment=prod") is ExitCode.VALIDATION_FAILED
    assert run(diabetes, projects, "--environment=dev") is ExitCode.OK
    assert version_by_alias(diabetes.model_name, "Champion") is not None


# The task that waits has its own tests.
@pytest.mark.exhaustive
def test_a_person_approves_there_too(diabetes: Place, capsys: pytest.CaptureFixture[str]) -> None:
    approval = "    approval: { rule: manual, approvers: [head@clinic.example] }\n"
    projects = write(diabetes.folder, diabetes__progression=PROJECT + approval)
    assert run(diabetes, projects) is ExitCode.NOT_APPROVED
    assert "waits for approval" in capsys.readouterr().err
    assert version_by_alias(diabetes.model_name, "Champion") is None


# Thresholds show that what the file says is given to the tasks.
@pytest.mark.exhaustive
def test_margin_hyperparameters_schema_and_output_are_the_files(patients: Place) -> None:
    more = f"    margin: 1000\n    description: How far it goes.\nschema: {patients.schema}\n"
    projects = write(patients.folder, diabetes__progression=PROJECT + more)
    given = ["--project=diabetes-progression", f"--projects={projects}", f"--local={patients.folder}"]
    # Nothing is better by so much, and there is then no Champion to score with.
    assert run_task("local", given) is ExitCode.FAILED
    version = patients.version(1)
    assert version.description == "How far it goes."
    assert MlflowClient().get_run(str(version.run_id)).data.params["alpha"] == "0.1"
    assert patients.alias("Challenger") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--project=trains",), 'no code for the project "trains"'),
        (("--model=other",), 'has no model "other": --model must be one of diabetes_progression'),
        (("--environment=prd",), 'there is no environment "prd": --environment must be one of dev, prod'),
        (("--projects=/nowhere",), "there is no /nowhere/diabetes-progression.yaml"),
    ],
)
def test_a_mistake_is_told(
    patients: Place, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    projects = write(patients.folder, diabetes__progression=PROJECT)
    for environment in ("dev", "prod"):
        (patients.folder / f"Pulumi.{environment}.yaml").write_text("config: {}\n")
    assert run(patients, projects, *arguments) is not ExitCode.OK
    assert message in capsys.readouterr().err


def test_layers_are_merged_from_the_general_to_the_particular(tmp_path: Path) -> None:
    projects = write(
        tmp_path,
        _defaults="batch: { output: general }\ntags: { a: x, b: x }\nenvironments: { prod: { tags: { b: y } } }",
        one="models: { m: {}, n: { batch: { input: rows } } }\ntags: { a: }\n"
        "environments: { prod: { tags: { c: z } } }",
    )
    assert read_project(projects, "one", "prod") == {
        "schema": "one",
        "batch": {"output": "general"},
        "tags": {"b": "y", "c": "z"},
        "models": {"m": {"batch": {"output": "general"}}, "n": {"batch": {"output": "general", "input": "rows"}}},
    }


def test_the_files_are_read_as_yaml_1_2(tmp_path: Path) -> None:
    text = "a: 1e-3\nb: yes\nc: 010\nd: 0o17\ne: 12:30\nf: TRUE\ng: 2013-01-01\nh: .5\ni: 1_000\n"
    said = read_project(write(tmp_path, one=text), "one", "dev")
    assert {key: value for key, value in said.items() if key != "schema"} == {
        "a": 0.001,
        "b": "yes",
        "c": 10,
        "d": 15,
        "e": "12:30",
        "f": True,
        "g": "2013-01-01",
        "h": 0.5,
        "i": "1_000",
    }
