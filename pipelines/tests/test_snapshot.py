"""What the snapshot job leaves for those who may not read the tables themselves."""

import json

import pytest
from conftest import Place

from lakestage_pipelines.errors import ExitCode

TARGET = "elsewhere.chronic_dev_snapshot"


def take(place: Place, tables: dict[str, object]) -> ExitCode:
    return place.run("snapshot", tables=json.dumps(tables), target=TARGET)


def test_every_table_is_copied_under_its_own_name(diabetes: Place) -> None:
    features = diabetes.table("patient_features")
    diabetes.tables.overwrite("dev.chronic_monitoring.progression_metrics", features[["patient_id"]])
    assert take(diabetes, {"patient_features": {}, "chronic_monitoring.progression_metrics": {}}) is ExitCode.OK
    assert len(diabetes.tables.read(f"{TARGET}.patient_features")) == len(features)
    assert list(diabetes.tables.read(f"{TARGET}.progression_metrics").columns) == ["patient_id"]


def test_only_what_was_chosen_of_a_table_leaves_it(diabetes: Place) -> None:
    chosen = {"columns": ["patient_id", "bmi"], "where": "bmi > 0", "fraction": 0.5}
    assert take(diabetes, {"patient_features": chosen}) is ExitCode.OK
    copy = diabetes.tables.read(f"{TARGET}.patient_features")
    assert list(copy.columns) == ["patient_id", "bmi"]
    assert (copy["bmi"] > 0).all()


def test_a_table_that_is_not_there_ends_the_task_and_is_named(
    diabetes: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(diabetes, {"patient_history": {}}) is ExitCode.FAILED
    assert "the table dev.chronic.patient_history does not exist" in capsys.readouterr().err


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
