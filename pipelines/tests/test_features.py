"""How the project's tables are brought up to date."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from conftest import Place

from lakestage_pipelines.errors import ExitCode
from lakestage_pipelines.projects import PROJECTS
from lakestage_pipelines.projects.flight_delay import source
from lakestage_pipelines.projects.flight_delay.schema import RAW_FLIGHTS, RAW_WEATHER

FEATURES = "flight_features"
Frame = pd.DataFrame


def part(read: Callable[[], Frame], days: int) -> Frame:
    rows = read()
    first: pd.Timestamp = rows["time_hour"].min()
    return rows.loc[rows["time_hour"] < first.floor("D") + pd.Timedelta(days=days)]


@cache
def first_days() -> tuple[Frame, Frame]:
    """Flights and weather, read once."""
    return part(source.read_flights, 12), part(source.read_weather, 12)


class Source:
    """The first days of the flights, and what is changed of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._flights, self._weather = first_days()
        self._monkeypatch = monkeypatch
        self.give(8)

    def give(self, days: int, change: Callable[[Frame], Frame] = lambda rows: rows) -> None:
        """From now on the source has these days, changed so."""
        project = PROJECTS["flight-delay"]
        version = f"{days} days, {change.__name__}"
        raw = {
            RAW_FLIGHTS: replace(
                project.raw[RAW_FLIGHTS],
                version=lambda: version,
                read=lambda: change(part(lambda: self._flights, days)),
            ),
            RAW_WEATHER: replace(
                project.raw[RAW_WEATHER], version=lambda: version, read=lambda: part(lambda: self._weather, days)
            ),
        }
        self._monkeypatch.setitem(PROJECTS, "flight-delay", replace(project, raw=raw))


@pytest.fixture
def january(monkeypatch: pytest.MonkeyPatch) -> Source:
    return Source(monkeypatch)


def delayed(rows: Frame) -> Frame:
    """What was told of the flights of one evening was wrong: they left later."""
    evening = rows["time_hour"].between(pd.Timestamp("2013-01-07T22:00Z"), pd.Timestamp("2013-01-08T02:00Z"))
    late = rows["dep_delay"].where(~evening, rows["dep_delay"] + 90)
    return rows.assign(dep_delay=late, arr_delay=rows["arr_delay"].where(~evening, rows["arr_delay"] + 90))


def without_one_airline(rows: Frame) -> Frame:
    return rows[rows["carrier"] != "AA"]


# Five runs, of a minute: the next test shows in two that what is new is computed.
@pytest.mark.exhaustive
def test_what_is_computed_of_what_changed_is_what_all_would_be(flights: Place, january: Source) -> None:
    assert flights.run("features") is ExitCode.OK
    whole = replace(flights, schema=f"{flights.schema}_whole")
    for days, change in ((8, delayed), (10, delayed), (10, without_one_airline)):
        january.give(days, change)
        assert flights.run("features") is ExitCode.OK
    try:
        assert whole.run("features") is ExitCode.OK
        one, other = (place.table(FEATURES).sort_values("flight_id", ignore_index=True) for place in (flights, whole))
        pd.testing.assert_frame_equal(one, other)
    finally:
        whole.tables.spark.sql(f"DROP SCHEMA spark_catalog.{whole.schema} CASCADE")


def test_only_new_and_changed_rows_are_written(
    flights: Place, january: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    assert flights.run("features") is ExitCode.OK
    rows = len(flights.table(FEATURES))
    capsys.readouterr()

    version = flights.tables.version(flights.name(FEATURES))
    assert flights.run("features") is ExitCode.OK
    assert capsys.readouterr().out.count("its inputs have not changed") == len([RAW_FLIGHTS, RAW_WEATHER]) * 2 + 1
    assert flights.tables.version(flights.name(FEATURES)) == version

    january.give(9)
    assert flights.run("features") is ExitCode.OK
    new = len(flights.table(FEATURES)) - rows
    assert new > 0
    assert f"{flights.name(FEATURES)}: {new} rows added, 0 changed, 0 removed" in capsys.readouterr().out


# Days that come are new days, as in the test before.
@pytest.mark.exhaustive
def test_days_that_are_left_out_come_when_they_are_not(flights: Place, january: Source) -> None:
    assert flights.run("features", leave_out_days=3) is ExitCode.OK
    known = flights.table(FEATURES)["scheduled_departure"]
    assert flights.run("features") is ExitCode.OK
    all_rows = flights.table(FEATURES)["scheduled_departure"]
    assert len(known) < len(all_rows)
    assert (all_rows <= known.max()).sum() == len(known)


def test_a_row_that_breaks_a_constraint_is_refused(
    flights: Place, january: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    january.give(8, lambda rows: rows.assign(origin="LHR"))
    assert flights.run("features") is ExitCode.FAILED
    assert "leaves_from_new_york" in capsys.readouterr().err
