"""Where predictions go, and how often."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from conftest import CATALOG, Place

from lakestage_pipelines.errors import ExitCode

STREAM = {"stream": "true", "output": "streamed"}


@pytest.fixture
def scored(deployed: Place) -> Place:
    """A Champion, whose rows arrive in a table that tells what changed in it."""
    return deployed


def arrive(place: Place, copies: int) -> None:
    """Patients of the same measurements under new keys."""
    table = place.name("patient_features")
    place.tables.spark.sql(
        f"INSERT INTO {table} SELECT concat(patient_id, '-{copies}') AS patient_id, * EXCEPT (patient_id) "
        f"FROM {table} WHERE length(patient_id) = 12"
    )


def read_files(folder: Path) -> pd.DataFrame:
    return pd.concat(
        pd.read_csv(file).assign(run_id=file.parent.name.removeprefix("run_id=")) for file in folder.rglob("*.csv")
    )


def test_the_predictions_of_a_run_are_files_too_once(scored: Place) -> None:
    files = scored.folder / "files"
    for run, version in (("one", 1), ("one", 1), ("two", 1)):
        assert scored.run("score", run_id=run, files=str(files), files_format="csv") is ExitCode.OK
        assert set(scored.table("predictions")["model_version"]) == {str(version)}
    written = read_files(files)
    assert len(written) == len(scored.table("predictions"))
    assert set(written["run_id"]) == {"one"}


def test_the_predictions_of_a_run_are_in_a_database_once(scored: Place) -> None:
    # A run that failed between the table and the database is completed by its repetition.
    assert scored.run("score", run_id="one") is ExitCode.OK
    database = f"jdbc:derby:{scored.folder}/derby;create=true"
    for _ in ("first", "again"):
        assert scored.run("score", run_id="one", jdbc_url=database, jdbc_table="SCORES") is ExitCode.OK
        there = scored.tables.spark.read.format("jdbc").options(url=database, dbtable="SCORES").load()
        assert there.count() == len(scored.table("predictions"))


def test_a_stream_scores_what_arrives_once_and_takes_a_new_champion(scored: Place) -> None:
    assert scored.run("score", **STREAM, rounds=1) is ExitCode.OK
    first = scored.table("streamed")
    assert set(first["model_version"]) == {"1"}
    assert len(first) > 0

    arrive(scored, 1)
    # A label that changes makes no new row.
    scored.change("patient_features", "SET progression = 1 WHERE patient_id = 'patient-0001'")
    scored.take_into_use(scored.train(hyperparameters='{"alpha": 0.5}'))
    assert scored.run("deploy", model_uri=scored.uri, margin="-100") is ExitCode.OK
    assert scored.run("score", **STREAM, rounds=2, every_seconds=1) is ExitCode.OK
    both = scored.table("streamed")
    assert not both.duplicated("patient_id").any()
    assert set(both["model_version"]) == {"1", "2"}


# That what has arrived is scored once is shown over two rounds; Spark keeps the checkpoint.
@pytest.mark.exhaustive
def test_a_stream_that_is_killed_goes_on_where_it_was(scored: Place) -> None:
    arguments = {
        "environment": "dev",
        "catalog": CATALOG,
        "schema": scored.schema,
        "project": scored.project,
        "model": scored.model,
        "local": scored.folder,
        "every-seconds": 1,
        **STREAM,
    }
    command = [sys.executable, "-m", "lakestage_pipelines", "score"]
    command += [f"--{name}={value}" for name, value in arguments.items()]
    if "SPARK_REMOTE" not in os.environ:
        pytest.skip("one process alone can have the metastore of a Spark that runs in it")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as task:
        arrive(scored, 1)
        deadline = time.monotonic() + 120
        while not scored.tables.exists(scored.name("streamed")) and time.monotonic() < deadline:
            time.sleep(0.2)
        task.send_signal(signal.SIGKILL)
    arrive(scored, 2)
    assert scored.run("score", **STREAM, rounds=1) is ExitCode.OK
    streamed = scored.table("streamed")
    held_out = scored.run("score", output="whole")
    assert held_out is ExitCode.OK
    assert sorted(streamed["patient_id"]) == sorted(scored.table("whole")["patient_id"])


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"stream": "true", "files": "/tmp/x"}, "a stream writes its table only"),
        ({"files_format": "xml"}, "--files-format: Input should be 'parquet' or 'csv'"),
        ({"jdbc_secret_name": "password"}, "--jdbc-secret-name: String should match pattern"),
    ],
)
def test_a_mistake_is_told_before_anything_is_scored(
    patients: Place, capsys: pytest.CaptureFixture[str], parameters: dict[str, str], message: str
) -> None:
    assert patients.run("score", **parameters) is ExitCode.BAD_PARAMETERS
    assert message in capsys.readouterr().err
