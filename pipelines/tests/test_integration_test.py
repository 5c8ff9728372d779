"""What the integration test leaves behind: its results, and nothing else."""

from pathlib import Path
from xml.etree import ElementTree

from conftest import CATALOG, Place
from mlflow import MlflowClient

from lakestage_pipelines.errors import ExitCode
from lakestage_pipelines.registry import models_in


def left(place: Place) -> set[str]:
    """Tables and models of the project's schemas."""
    schemas = [f"{CATALOG}.{place.schema}", f"{CATALOG}.{place.schema}_monitoring"]
    return {table for schema in schemas for table in place.tables.names(schema)} | set(models_in(schemas[0]))


def test_it_runs_every_task_and_leaves_nothing_but_its_results(diabetes: Place) -> None:
    before = left(diabetes)
    # As a run that was killed two days ago leaves it, and one that still goes on.
    old, present = "test_20130101000000_killed_of_patients", "test_29991231000000_running_of_patients"
    for name in (old, present):
        diabetes.tables.spark.sql(f"CREATE TABLE {diabetes.name(name)} (id INT) USING DELTA")
        MlflowClient().create_registered_model(diabetes.name(name))
    results = diabetes.folder / "results"
    assert diabetes.run("integration-test", rows=300, results=str(results)) is ExitCode.OK
    assert left(diabetes) - before == {present, diabetes.name(present)}

    suite = ElementTree.fromstring((results / "junit.xml").read_text())
    assert [case.get("name") for case in suite] == [
        "features",
        "train",
        "validate",
        "approve",
        "deploy",
        "score",
        "monitor",
        "removal",
    ]
    assert suite.get("failures") == "0"


def test_a_failure_is_in_the_results_and_leaves_nothing_behind(diabetes: Place) -> None:
    before = left(diabetes)
    results = diabetes.folder / "results"
    outcome = diabetes.run(
        "integration-test", rows=300, thresholds='{"rmse": {"atMost": 1}}', results=str(results), run_id="7/8"
    )
    assert outcome is ExitCode.VALIDATION_FAILED
    assert left(diabetes) == before

    suite = ElementTree.fromstring((results / "junit.xml").read_text())
    [failure] = suite.iter("failure")
    assert "above 1" in str(failure.get("message"))
    assert "| validate | **failed**: " in (results / "results.md").read_text()
    client = MlflowClient()
    [run] = client.search_runs(["1"], "run_name = 'integration-test-7/8'")
    assert {Path(file.path).name for file in client.list_artifacts(run.info.run_id, "integration-test")} == {
        "junit.xml",
        "results.md",
    }
