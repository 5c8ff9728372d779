"""How the project's tables are brought up to date."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd
import pytest
from conftest import Place

from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.project import Replay
from lakestage_pipelines.projects import PROJECTS
from lakestage_pipelines.projects.flight_delay import source
from lakestage_pipelines.projects.flight_delay.schema import RAW_FLIGHTS, RAW_WEATHER
from lakestage_pipelines.tables.tables import Tables

FEATURES = "flight_features"
Frame = pd.DataFrame


def part(read: Callable[[], Frame], days: int) -> Frame:
    rows = read()
    first: pd.Timestamp = rows["time_hour"].min()
    return rows.loc[rows["time_hour"] < first.floor("D") + pd.Timedelta(days=days)]


@cache
def first_days() -> tuple[Frame, Frame]:
    """Flights and weather, read once."""
    return part(source.read_flights, 8), part(source.read_weather, 8)


class Source:
    """The first days of the flights, and what is changed of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._flights, self._weather = first_days()
        self._monkeypatch = monkeypatch
        self.give(4)

    def give(self, days: int, change: Callable[[Frame], Frame] = lambda rows: rows) -> None:
        """From now on the source has these days, changed so."""
        project = PROJECTS["flight-delay"]
        version = f"{days} days, {change.__name__}"
        raw = {
            RAW_FLIGHTS: replace(
                project.raw[RAW_FLIGHTS],
                replay=None,
                version=lambda: version,
                read=lambda: change(part(lambda: self._flights, days)),
            ),
            RAW_WEATHER: replace(
                project.raw[RAW_WEATHER],
                replay=None,
                version=lambda: version,
                read=lambda: part(lambda: self._weather, days),
            ),
        }
        self._monkeypatch.setitem(PROJECTS, "flight-delay", replace(project, raw=raw))

    def replay(self, replay: Replay) -> None:
        """From now on its last days arrive later. Nothing is made of the source's rows."""
        project = PROJECTS["flight-delay"]
        raw = {name: replace(table, replay=replay) for name, table in project.raw.items()}
        self._monkeypatch.setitem(PROJECTS, "flight-delay", replace(project, raw=raw, cleaned={}, tables={}))


@pytest.fixture
def january(monkeypatch: pytest.MonkeyPatch) -> Source:
    return Source(monkeypatch)


def told_otherwise(rows: Frame) -> Frame:
    """What was said of one evening was wrong: its flights left later, and one airline's not at all."""
    evening = rows["time_hour"].between(pd.Timestamp("2013-01-03T22:00Z"), pd.Timestamp("2013-01-04T02:00Z"))
    late = rows["dep_delay"].where(~evening, rows["dep_delay"] + 90)
    changed = rows.assign(dep_delay=late, arr_delay=rows["arr_delay"].where(~evening, rows["arr_delay"] + 90))
    return changed[~(evening & (changed["carrier"] == "AA"))]


def test_what_is_computed_of_what_changed_is_what_all_would_be_and_no_more_is_written(
    flights: Place, january: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    assert flights.run("features") is ExitCode.OK
    before = flights.table(FEATURES)
    version = flights.tables.version(flights.name(FEATURES))
    capsys.readouterr()
    assert flights.run("features") is ExitCode.OK
    assert capsys.readouterr().out.count("its inputs have not changed") == len([RAW_FLIGHTS, RAW_WEATHER]) * 2 + 1
    assert flights.tables.version(flights.name(FEATURES)) == version

    january.give(5, told_otherwise)
    assert flights.run("features") is ExitCode.OK
    after = flights.table(FEATURES)
    said = re.search(rf"{flights.name(FEATURES)}: (\d+) rows added, (\d+) changed, (\d+) rem", capsys.readouterr().out)
    assert said is not None
    added, changed, removed = map(int, said.groups())
    assert (added, removed) == (
        len(set(after["flight_id"]) - set(before["flight_id"])),
        len(set(before["flight_id"]) - set(after["flight_id"])),
    )
    assert min(added, removed) > 0
    assert 0 < changed < len(before) / 2

    whole = replace(flights, schema=f"{flights.schema}_whole")
    try:
        assert whole.run("features") is ExitCode.OK
        one, other = (rows.sort_values("flight_id", ignore_index=True) for rows in (after, whole.table(FEATURES)))
        pd.testing.assert_frame_equal(one, other)
    finally:
        whole.tables.spark.sql(f"DROP SCHEMA spark_catalog.{whole.schema} CASCADE")


def test_the_last_days_arrive_with_later_runs_after_one_that_failed_too(
    flights: Place, january: Source, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    january.give(8)
    january.replay(Replay(until=date(2013, 1, 9), days=4, at_once=2))

    def last_days() -> set[int]:
        """Of the flights and of the weather."""
        return {int(flights.table(name)["time_hour"].max().day) for name in (RAW_FLIGHTS, RAW_WEATHER)}

    assert flights.run("features") is ExitCode.OK
    assert last_days() == {4}
    assert "The last 4 days of the source arrive with later runs." in capsys.readouterr().out
    with monkeypatch.context() as patch:
        # Flights are then two days ahead of the weather.
        patch.setattr(Tables, "set_inputs", failing_at(RAW_WEATHER))
        assert flights.run("features") is not ExitCode.OK
    for day in (6, 8, 8):
        assert flights.run("features") is ExitCode.OK
        assert last_days() == {day}
    # As if it were three days ago; from there they come again.
    assert flights.run("features", leave_out_days=3) is ExitCode.OK
    assert last_days() == {5}
    assert flights.run("features", leave_out_days=0) is ExitCode.OK
    assert last_days() == {8}


def failing_at(table: str) -> Callable[[Tables, str, Mapping[str, object]], None]:
    """A note of what a table was made from that fails of one table."""
    whole = Tables.set_inputs

    def set_inputs(self: Tables, name: str, inputs: Mapping[str, object]) -> None:
        if name.endswith(f".{table}"):
            raise TaskError("the disk is full")
        whole(self, name, inputs)

    return set_inputs


def test_a_row_that_breaks_a_constraint_is_refused(
    flights: Place, january: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    january.give(4, lambda rows: rows.assign(origin="LHR"))
    assert flights.run("features") is ExitCode.FAILED
    assert "leaves_from_new_york" in capsys.readouterr().err
