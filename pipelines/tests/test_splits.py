"""Which rows are held out."""

import pandas as pd
import pytest

from lakestage_pipelines.splits import SplitByKey, SplitByTime

TIMES = pd.DataFrame({"at": pd.date_range("2013-01-01", periods=400, freq="6h", tz="UTC")})
KEYS = pd.DataFrame({"key": [f"patient-{number}" for number in range(1000)]})


def test_all_that_is_held_out_by_time_is_later_than_all_that_is_learned() -> None:
    split = SplitByTime("at", days=25)
    held_out = split.held_out(TIMES, split.boundary(TIMES))
    assert TIMES.loc[~held_out, "at"].max() < TIMES.loc[held_out, "at"].min()
    assert held_out.mean() == pytest.approx(0.25, abs=0.02)


def test_no_day_is_on_both_sides() -> None:
    split = SplitByTime("at", days=40)
    held_out = split.held_out(TIMES, split.boundary(TIMES))
    days = TIMES["at"].dt.date
    assert not set(days[held_out]) & set(days[~held_out])


def test_a_boundary_holds_out_what_came_after_training() -> None:
    split = SplitByTime("at", days=25)
    boundary = split.boundary(TIMES)
    grown = pd.DataFrame({"at": pd.date_range("2014-01-01", periods=3, freq="D", tz="UTC")})
    assert split.held_out(grown, boundary).all()


def test_a_key_is_on_the_same_side_whatever_else_is_in_the_table() -> None:
    split = SplitByKey("key", held_out_share=0.25)
    whole = split.held_out(KEYS, split.boundary(KEYS))
    part = split.held_out(KEYS[500:], split.boundary(KEYS[500:]))
    assert whole[500:].equals(part)
    assert whole.mean() == pytest.approx(0.25, abs=0.05)


def test_as_many_days_are_held_out_however_long_the_history_is() -> None:
    split = SplitByTime("at", days=28)
    for years in (1, 3):
        times = pd.DataFrame({"at": pd.date_range("2013-01-01", periods=365 * years, freq="D", tz="UTC")})
        assert split.held_out(times, split.boundary(times)).sum() == split.days


def test_a_model_that_has_learned_from_all_rows_has_not_from_later_ones() -> None:
    split = SplitByTime("at", days=28)
    end = split.end(TIMES)
    assert not split.held_out(TIMES, end).any()
    later = pd.DataFrame({"at": [TIMES["at"].max() + pd.Timedelta(days=1)]})
    assert split.held_out(later, end).all()
