"""Windows in time."""

import pytest
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from lakestage_pipelines.windows import GRANULARITIES, Granularity, window_end, window_start

# A Thursday.
TIME = "2013-10-31 13:47:12"
WINDOWS: dict[Granularity, tuple[str, str]] = {
    "5 minutes": ("2013-10-31 13:45:00", "2013-10-31 13:50:00"),
    "30 minutes": ("2013-10-31 13:30:00", "2013-10-31 14:00:00"),
    "1 hour": ("2013-10-31 13:00:00", "2013-10-31 14:00:00"),
    "1 day": ("2013-10-31 00:00:00", "2013-11-01 00:00:00"),
    "1 week": ("2013-10-28 00:00:00", "2013-11-04 00:00:00"),
    "1 month": ("2013-10-01 00:00:00", "2013-11-01 00:00:00"),
}


@pytest.mark.parametrize("granularity", GRANULARITIES)
def test_a_time_is_in_the_window_around_it_and_the_next_begins_where_it_ends(
    spark: SparkSession, granularity: Granularity
) -> None:
    start = window_start(F.lit(TIME).cast("timestamp"), granularity)
    end = window_end(start, granularity)
    columns = (start, end, window_start(end, granularity), window_start(end - F.expr("INTERVAL 1 SECOND"), granularity))
    [found] = spark.range(1).select(*(column.cast("string") for column in columns)).collect()
    first, last = WINDOWS[granularity]
    assert tuple(found) == (first, last, last, first)
