"""Where predictions go, and how often."""

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pandas as pd
import pytest
from conftest import CATALOG, Place
from databases import KINDS, database

from lakestage_pipelines.errors import ExitCode
from lakestage_pipelines.outputs import Database

STREAM = {"stream": "true", "output": "streamed"}


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


def test_the_predictions_of_a_run_are_files_too_once(deployed: Place) -> None:
    files = deployed.folder / "files"
    for run, version in (("one", 1), ("one", 1), ("two", 1)):
        assert deployed.run("score", run_id=run, files=str(files), files_format="csv") is ExitCode.OK
        assert set(deployed.table("predictions")["model_version"]) == {str(version)}
    written = read_files(files)
    assert len(written) == len(deployed.table("predictions"))
    assert set(written["run_id"]) == {"one"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_predictions_of_a_run_are_in_a_database_once(
    deployed: Place, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A run that failed between the table and the database is completed by its repetition.
    assert deployed.run("score", run_id="one") is ExitCode.OK
    with database(kind, deployed.folder) as target:
        given = {"jdbc_url": target.url, "jdbc_table": target.table}
        if target.user:
            monkeypatch.setattr("lakestage_pipelines.tasks.score.WorkspaceClient", keeping(target))
            given["jdbc_secret_name"] = "databases/scores"
        for run in ("one", "one", "two"):
            assert deployed.run("score", run_id=run, **given) is ExitCode.OK
            there = deployed.tables.spark.read.format("jdbc").options(**target.options).load().toPandas()
            here = deployed.table("predictions").sort_values("patient_id", ignore_index=True)
            there = there.sort_values("patient_id", ignore_index=True)[list(here.columns)]
            there["predicted_at"] = there["predicted_at"].dt.tz_localize("UTC")
            pd.testing.assert_frame_equal(there, here, check_dtype=False)


def keeping(target: Database) -> Callable[[], Mock]:
    """A workspace whose secret says who signs in to the database."""
    said = json.dumps({"user": target.user, "password": target.password})
    workspace = Mock()
    workspace.secrets.get_secret.return_value.value = base64.b64encode(said.encode()).decode()
    return lambda: workspace


def test_a_stream_scores_what_arrives_once_and_takes_a_new_champion(deployed: Place) -> None:
    assert deployed.run("score", **STREAM, rounds=1) is ExitCode.OK
    first = deployed.table("streamed")
    assert set(first["model_version"]) == {"1"}
    assert len(first) > 0

    arrive(deployed, 1)
    # A label that changes makes no new row.
    deployed.change("patient_features", "SET progression = 1 WHERE patient_id = 'patient-0001'")
    deployed.take_into_use(deployed.train(hyperparameters='{"alpha": 0.5}'))
    assert deployed.run("deploy", model_uri=deployed.uri, margin="-100") is ExitCode.OK
    assert deployed.run("score", **STREAM, rounds=2, every_seconds=1) is ExitCode.OK
    both = deployed.table("streamed")
    assert not both.duplicated("patient_id").any()
    assert set(both["model_version"]) == {"1", "2"}


def test_a_stream_that_is_killed_goes_on_where_it_was(deployed: Place) -> None:
    arguments = {
        "environment": "dev",
        "catalog": CATALOG,
        "schema": deployed.schema,
        "project": deployed.project,
        "model": deployed.model,
        "local": deployed.folder,
        "every-seconds": 1,
        **STREAM,
    }
    command = [sys.executable, "-m", "lakestage_pipelines", "score"]
    command += [f"--{name}={value}" for name, value in arguments.items()]
    if "SPARK_REMOTE" not in os.environ:
        pytest.skip("one process alone can have the metastore of a Spark that runs in it")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as task:
        arrive(deployed, 1)
        deadline = time.monotonic() + 120
        while not deployed.tables.exists(deployed.name("streamed")) and time.monotonic() < deadline:
            time.sleep(0.2)
        task.send_signal(signal.SIGKILL)
    arrive(deployed, 2)
    assert deployed.run("score", **STREAM, rounds=1) is ExitCode.OK
    streamed = deployed.table("streamed")
    held_out = deployed.run("score", output="whole")
    assert held_out is ExitCode.OK
    assert sorted(streamed["patient_id"]) == sorted(deployed.table("whole")["patient_id"])


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
