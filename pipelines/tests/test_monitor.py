"""What the monitor task writes, and what an alert sees of it."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
import yaml
from conftest import Place
from deltalake import DeltaTable, QueryBuilder

from lakestage_pipelines.errors import ExitCode

METRICS = "dev.chronic_monitoring.flight_delay_metrics"
SHIPPED = Path(__file__).parents[2] / "projects" / "flight-delay.yaml"
WEEKS = 12
BAD_FROM = pd.Timestamp("2013-12-16T00:00Z")


@pytest.fixture
def decayed(timetable: Place) -> Place:
    """A Champion that was right for ten weeks, and in the last two says of late flights that they will be on time."""
    timetable.take_into_use(timetable.train(hyperparameters='{"max_iter": 50}', hold_out_days=str(7 * WEEKS)))
    assert timetable.run("score") is ExitCode.OK
    table = timetable.table("flight_features")
    late = table["late"].mask(table["scheduled_departure"] >= BAD_FROM, 1 - table["late"])
    timetable.tables.overwrite("dev.chronic.flight_features", table.assign(late=late))
    assert timetable.run("monitor", granularities='["1 week"]') is ExitCode.OK
    return timetable


def test_a_champion_that_decays_is_seen_in_its_newest_window_and_by_the_shipped_alert(decayed: Place) -> None:
    metrics = decayed.tables.read(METRICS)
    areas = metrics[(metrics["metric"] == "roc_auc") & (metrics["granularity"] == "1 week")]
    by_week = areas.set_index("window_start")["value"].sort_index()
    assert len(by_week) in {WEEKS, WEEKS + 1}
    assert by_week[by_week.index < BAD_FROM].min() > 0.55  # noqa: PLR2004
    assert by_week[by_week.index >= BAD_FROM].max() < 0.5  # noqa: PLR2004

    alert = yaml.safe_load(SHIPPED.read_text())["alerts"]["model-decays"]
    query = alert["query"].replace("{catalog}.{monitoring}.flight_delay_metrics", "metrics")
    table = DeltaTable(decayed.tables.path(METRICS))
    [seen] = pa.table(QueryBuilder().register("metrics", table).execute(query).read_all())["value"].to_pylist()
    assert seen < alert["fires"]["threshold"]


def test_labels_that_come_later_replace_what_a_window_said(decayed: Place) -> None:
    before = decayed.tables.read(METRICS)
    table = decayed.table("flight_features")
    late = table["late"].mask(table["scheduled_departure"] >= BAD_FROM, 1 - table["late"])
    decayed.tables.overwrite("dev.chronic.flight_features", table.assign(late=late))
    predictions = decayed.table("predictions").assign(late=None).astype({"late": "Int64"})
    decayed.tables.overwrite("dev.chronic.predictions", predictions)
    assert decayed.run("monitor", granularities='["1 week"]') is ExitCode.OK
    after = decayed.tables.read(METRICS)
    assert len(after) == len(before)
    assert (
        after.loc[after["metric"] == "roc_auc", "value"].mean()
        > before.loc[before["metric"] == "roc_auc", "value"].mean()
    )


def test_drift_is_from_the_rows_that_the_champion_learned_from_as_they_were(diabetes: Place) -> None:
    diabetes.take_into_use(diabetes.train())
    assert diabetes.run("score") is ExitCode.OK
    patients = diabetes.table("patient_features")
    # Another unit, in all rows: against today's there is no drift to see.
    diabetes.tables.overwrite("dev.chronic.patient_features", patients.assign(glucose=patients["glucose"] / 18))
    assert diabetes.run("monitor") is ExitCode.OK
    metrics = diabetes.tables.read("dev.chronic_monitoring.diabetes_progression_metrics")
    drift = metrics[metrics["metric"] == "psi"].set_index("feature")["value"]
    assert drift["glucose"] > 1
    assert drift["bmi"] < 0.5  # noqa: PLR2004


def test_a_champion_without_predictions_is_no_failure(diabetes: Place, capsys: pytest.CaptureFixture[str]) -> None:
    diabetes.take_into_use(diabetes.train(hyperparameters='{"alpha": 5}'))
    assert diabetes.run("score") is ExitCode.OK
    diabetes.take_into_use(diabetes.train())
    assert diabetes.alias("Champion") == 2  # noqa: PLR2004
    assert diabetes.run("monitor") is ExitCode.OK
    assert "has no predictions of version 2 yet" in capsys.readouterr().out
