"""What the monitor task writes, and what an alert sees of it."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from conftest import CATALOG, Place
from sklearn.metrics import roc_auc_score

from lakestage_pipelines.errors import ExitCode

SHIPPED = Path(__file__).parents[2] / "projects" / "flight-delay.yaml"
WEEKS = 12
BAD_FROM = pd.Timestamp("2013-12-16T00:00Z")

ROWS_OF_A_WEEK = 500
RIGHT, TELLING = 0.55, 0.62
"""The area under the curve in any such week, and on average, that is no chance."""


@pytest.fixture
def decayed(timetable: Place) -> Place:
    """A Champion that was right for ten weeks, and in the last two says of late flights that they will be on time."""
    timetable.take_into_use(timetable.train(hyperparameters='{"max_iter": 50}', hold_out_days=str(7 * WEEKS)))
    assert timetable.run("score") is ExitCode.OK
    timetable.change("flight_features", f"SET late = 1 - late WHERE scheduled_departure >= '{BAD_FROM}'")
    assert timetable.run("monitor", granularities='["1 week"]') is ExitCode.OK
    return timetable


def test_decay_is_seen_in_its_window_by_the_shipped_alert_and_goes_with_later_labels(decayed: Place) -> None:
    metrics = decayed.table(decayed.metrics_table)
    areas = metrics[(metrics["metric"] == "roc_auc") & metrics["slice_key"].isna()]
    by_week = areas.set_index("window_start")["value"].sort_index()
    assert len(by_week) in {WEEKS, WEEKS + 1}
    rows = decayed.table("predictions").dropna(subset=["late"])
    # Weeks begin on Mondays.
    begin = rows["scheduled_departure"].dt.floor("D") - pd.to_timedelta(rows["scheduled_departure"].dt.weekday, "D")
    for week, found in by_week.items():
        of_week = rows[begin == week]
        expected = roc_auc_score(of_week["late"].astype(int), of_week["probability"])
        assert found == pytest.approx(expected, abs=1e-4)
    # The first week has but some days, on whose few flights the area is chance: the alert takes no fewer than 500.
    whole = areas[areas["rows"] >= ROWS_OF_A_WEEK].set_index("window_start")["value"]
    good, bad = whole[whole.index < BAD_FROM], whole[whole.index >= BAD_FROM]
    assert len(whole) >= WEEKS - 1
    # With labels the wrong way round it is what is left of one.
    assert good.min() > RIGHT > 1 - RIGHT > bad.max()
    assert good.mean() > TELLING

    alert = yaml.safe_load(SHIPPED.read_text())["alerts"]["model-decays"]
    names = {"{catalog}": CATALOG, "{monitoring}": f"{decayed.schema}_monitoring"}
    query = alert["query"]
    for name, value in names.items():
        query = query.replace(name, value)
    [[seen]] = decayed.tables.spark.sql(query).collect()
    assert seen < alert["fires"]["threshold"]

    # Labels that come later change what a window said, and add none.
    decayed.change("flight_features", f"SET late = 1 - late WHERE scheduled_departure >= '{BAD_FROM}'")
    decayed.change("predictions", "SET late = NULL")
    assert decayed.run("monitor", granularities='["1 week"]') is ExitCode.OK
    after = decayed.table(decayed.metrics_table)
    assert len(after) == len(metrics)
    is_whole = (after["metric"] == "roc_auc") & after["slice_key"].isna()
    assert after.loc[is_whole, "value"].mean() > areas["value"].mean()


# Aggregates are compared with scikit-learn's in slices of their own.
@pytest.mark.exhaustive
def test_a_slice_is_measured_by_itself(quickly_trained: Place) -> None:
    quickly_trained.take_into_use(quickly_trained.uri)
    assert quickly_trained.run("score") is ExitCode.OK
    assert quickly_trained.run("monitor", granularities='["1 month"]') is ExitCode.OK
    metrics = quickly_trained.table(quickly_trained.metrics_table)
    rows = quickly_trained.table("predictions").dropna(subset=["late"])
    # In UTC some flights of New Year's Eve are of January.
    is_decembers = rows["scheduled_departure"].dt.month == 12  # noqa: PLR2004
    rows = rows[(rows["origin"] == "JFK") & is_decembers]
    [found] = metrics[
        (metrics["metric"] == "roc_auc")
        & (metrics["slice_value"] == "JFK")
        & (metrics["window_start"] == pd.Timestamp("2013-12-01", tz="UTC"))
    ].to_dict("records")
    assert found["rows"] == len(rows)
    assert found["value"] == pytest.approx(roc_auc_score(rows["late"].astype(int), rows["probability"]), abs=1e-4)


def test_drift_is_from_the_rows_that_the_champion_learned_from_as_they_were(deployed: Place) -> None:
    assert deployed.run("score") is ExitCode.OK
    # Another unit, in all rows: against today's there is no drift to see.
    deployed.change("patient_features", "SET glucose = glucose / 18")
    assert deployed.run("monitor") is ExitCode.OK
    metrics = deployed.table(deployed.metrics_table)
    drift = metrics[metrics["metric"] == "psi"].set_index("feature")["value"]
    assert drift["glucose"] > 1
    assert drift["bmi"] < 0.5  # noqa: PLR2004


def test_a_champion_without_predictions_is_no_failure(deployed: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert deployed.run("score") is ExitCode.OK
    # They are of the Champion before.
    deployed.change("predictions", "SET model_version = '0'")
    assert deployed.run("monitor") is ExitCode.OK
    assert "has no predictions of version 1 yet" in capsys.readouterr().out
