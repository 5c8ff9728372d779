"""Windows in time."""

import pandas as pd
import pytest

from lakestage_pipelines.windows import GRANULARITIES, Granularity, window_end, window_starts

# A Thursday.
TIME = pd.Timestamp("2013-10-31T13:47:12Z")


@pytest.mark.parametrize(
    ("granularity", "start", "end"),
    [
        ("5 minutes", "2013-10-31T13:45Z", "2013-10-31T13:50Z"),
        ("30 minutes", "2013-10-31T13:30Z", "2013-10-31T14:00Z"),
        ("1 hour", "2013-10-31T13:00Z", "2013-10-31T14:00Z"),
        ("1 day", "2013-10-31T00:00Z", "2013-11-01T00:00Z"),
        ("1 week", "2013-10-28T00:00Z", "2013-11-04T00:00Z"),
        ("1 month", "2013-10-01T00:00Z", "2013-11-01T00:00Z"),
    ],
)
def test_a_time_is_in_the_window_around_it(granularity: Granularity, start: str, end: str) -> None:
    [found] = window_starts(pd.Series([TIME]), granularity)
    assert (found, window_end(found, granularity)) == (pd.Timestamp(start), pd.Timestamp(end))


@pytest.mark.parametrize("granularity", GRANULARITIES)
def test_a_window_ends_where_the_next_begins(granularity: Granularity) -> None:
    [start] = window_starts(pd.Series([TIME]), granularity)
    end = window_end(start, granularity)
    assert list(window_starts(pd.Series([end, end - pd.Timedelta(seconds=1)]), granularity)) == [end, start]
