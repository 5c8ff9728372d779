"""What the snapshot job leaves for those who may not read the tables themselves."""

import json
from collections.abc import Iterator

import pytest
from conftest import CATALOG, Place

from lakestage_pipelines.errors import ExitCode
from lakestage_pipelines.tables.tables import Tables

TARGET = f"{CATALOG}.elsewhere_snapshot"


@pytest.fixture(autouse=True)
def _no_copy_stays(all_tables: Tables) -> Iterator[None]:
    yield
    all_tables.spark.sql(f"DROP SCHEMA IF EXISTS {TARGET} CASCADE")


def take(place: Place, tables: dict[str, object]) -> ExitCode:
    return place.run("snapshot", tables=json.dumps(tables), target=TARGET)


def test_every_table_is_copied_under_its_own_name(diabetes: Place) -> None:
    features = diabetes.table("patient_features")
    monitoring = f"{diabetes.schema}_monitoring"
    diabetes.tables.spark.sql(f"CREATE SCHEMA {CATALOG}.{monitoring}")
    diabetes.tables.spark.sql(
        f"CREATE TABLE {CATALOG}.{monitoring}.progression_metrics USING DELTA AS SELECT 'a' AS patient_id"
    )
    assert take(diabetes, {"patient_features": {}, f"{monitoring}.progression_metrics": {}}) is ExitCode.OK
    assert len(diabetes.table(f"{TARGET}.patient_features")) == len(features)
    assert list(diabetes.table(f"{TARGET}.progression_metrics").columns) == ["patient_id"]


def test_only_what_was_chosen_of_a_table_leaves_it(diabetes: Place) -> None:
    chosen = {"columns": ["patient_id", "bmi"], "where": "bmi > 0", "fraction": 0.5}
    assert take(diabetes, {"patient_features": chosen}) is ExitCode.OK
    copy = diabetes.table(f"{TARGET}.patient_features")
    assert list(copy.columns) == ["patient_id", "bmi"]
    assert (copy["bmi"] > 0).all()


def test_a_table_that_is_not_there_ends_the_task_and_is_named(
    diabetes: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(diabetes, {"patient_history": {}}) is ExitCode.FAILED
    assert f"the table {diabetes.name('patient_history')} does not exist" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tables", "target", "message"),
    [
        ({"patient_features": {"fraction": 2}}, TARGET, "--tables.patient_features.fraction: Input should be less"),
        ({"patient_features": {"colums": ["a"]}}, TARGET, "--tables.patient_features.colums: Extra inputs are not"),
        ({"patient_features": {}}, "elsewhere", "--target: String should match pattern"),
    ],
)
def test_a_mistake_is_told_before_anything_is_copied(
    diabetes: Place, capsys: pytest.CaptureFixture[str], tables: dict[str, object], target: str, message: str
) -> None:
    code = diabetes.run("snapshot", tables=json.dumps(tables), target=target)
    assert code is ExitCode.BAD_PARAMETERS
    assert message in capsys.readouterr().err
    assert not diabetes.tables.exists(f"{TARGET}.patient_features")
