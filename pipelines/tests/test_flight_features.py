"""The feature table of flight-delay."""

import pandas as pd
import pytest
from pyspark.sql import SparkSession

from lakestage_pipelines.projects.flight_delay import cleaned, features, schema
from lakestage_pipelines.tables.tables import to_pandas

Row = dict[str, str | float | None]


def flight(number: int, scheduled: int, delay: float | None, **changes: str) -> Row:
    """A flight of 1 March 2013 from JFK to LAX; scheduled as 1435, and as late in leaving as in arriving."""
    row = {
        "year": 2013,
        "month": 3,
        "day": 1,
        "sched_dep_time": scheduled,
        "dep_delay": delay,
        "sched_arr_time": 2100,
        "arr_delay": delay,
        "carrier": "DL",
        "flight": number,
        "origin": "JFK",
        "dest": "LAX",
        "distance": 2475,
        "minute": scheduled % 100,
        # New York is five hours behind UTC in winter.
        "time_hour": f"2013-03-01T{scheduled // 100 + 5:02}:00:00Z",
    }
    return {**row, **changes}


def report(hour_utc: int, temperature: float) -> Row:
    others = dict.fromkeys(("dewp", "humid", "wind_speed", "wind_gust", "precip", "pressure", "visib"), 1.0)
    return {"origin": "JFK", "time_hour": f"2013-03-01T{hour_utc:02}:00:00Z", "temp": temperature, **others}


def build(spark: SparkSession, flights: list[Row], weather: list[Row] | None = None) -> pd.DataFrame:
    raw = {
        schema.RAW_FLIGHTS: pd.DataFrame(flights),
        schema.RAW_WEATHER: pd.DataFrame(weather or [report(0, 0.0)]),
    }
    inputs = {
        name: spark.createDataFrame(rows.assign(time_hour=pd.to_datetime(rows["time_hour"], utc=True)))
        for name, rows in raw.items()
    }
    clean = {schema.FLIGHTS: cleaned.flights(inputs), schema.REPORTS: cleaned.weather(inputs)}
    table = to_pandas(features.build(clean))
    return table.set_index(table[schema.KEY].str.removeprefix("20130301-JFK-"))


@pytest.fixture(scope="module")
def delayed(spark: SparkSession) -> pd.DataFrame:
    """Flights of one hour, each by how many minutes it was late; the last never arrived."""
    return build(spark, [flight(number, 1200, delay) for number, delay in enumerate((-5, 15, 16, 300, None))])


def test_columns_are_the_schemas_and_none_is_known_only_after_departure(delayed: pd.DataFrame) -> None:
    assert list(delayed.columns) == [schema.KEY, schema.TIMESTAMP, *schema.FEATURES, schema.LABEL]
    assert not {"dep_time", "dep_delay", "departure_delay", "arr_time", "arr_delay", "air_time"} & set(delayed.columns)


def test_late_is_more_than_15_minutes_and_unknown_of_a_flight_that_never_arrived(delayed: pd.DataFrame) -> None:
    late = delayed[schema.LABEL].sort_index()
    assert late[:-1].tolist() == [0, 0, 1, 1]
    assert late[-1:].isna().all()


def test_departures_count_from_two_hours_before_and_for_three_hours(spark: SparkSession) -> None:
    table = build(
        spark,
        [
            flight(1, 1200, 0),
            flight(2, 1000, 0),  # Left as the prediction was made.
            flight(3, 959, 2),  # Left a minute later.
            flight(4, 700, 1),  # Left within the three hours before.
            flight(5, 700, 0),  # Left as they began.
            flight(6, 900, 30),
        ],
    ).loc["DL1"]
    assert table["airport_departures"] == len(["DL2", "DL4", "DL6"])
    assert table["airport_delay"] == pytest.approx((0 + 1 + 30) / 3)
    assert table["airport_late_share"] == pytest.approx(1 / 3)


def test_a_carriers_departures_are_its_own(spark: SparkSession) -> None:
    table = build(spark, [flight(1, 1200, 0), flight(2, 900, 20), flight(3, 900, 0, carrier="UA")]).loc["DL1"]
    assert (table["airport_departures"], table["carrier_departures"]) == (2, 1)
    assert (table["airport_delay"], table["carrier_delay"]) == (10, 20)


def test_nothing_that_happens_after_the_prediction_changes_a_feature(spark: SparkSession) -> None:
    flights = [flight(number, 600 + 100 * (number // 4), 5 * (number % 7)) for number in range(40)]
    weather = [report(hour, float(hour)) for hour in range(24)]
    before = build(spark, flights, weather)
    prediction: pd.Timestamp = before[schema.TIMESTAMP]["DL20"] - features.PREDICTED_AHEAD

    def happens_later(row: Row, minutes: float) -> bool:
        return pd.Timestamp(str(row["time_hour"])) + pd.Timedelta(minutes=minutes) > prediction

    later_flights = [
        {**row, "dep_delay": 500, "arr_delay": 500} if happens_later(row, 5 * (number % 7)) else row
        for number, row in enumerate(flights)
    ]
    later_weather = [{**row, "temp": -40} if happens_later(row, 60) else row for row in weather]
    assert later_flights != flights
    assert later_weather != weather
    after = build(spark, later_flights, later_weather)
    features_of = list(schema.FEATURES)
    pd.testing.assert_frame_equal(before.loc[["DL20"], features_of], after.loc[["DL20"], features_of])


def test_weather_is_the_last_report_that_was_complete_when_predicting_and_none_of_long_ago(spark: SparkSession) -> None:
    # 12:00 in New York is 17:00 UTC, predicted at 15:00; the report of 14 is complete by then, that of 15 is not.
    # At 13:30 that of 13 is not either, and that of 6 is too old.
    flights = [flight(1, 1200, 0), flight(2, 1030, 0)]
    table = build(spark, flights, [report(6, 6), report(13, 13), report(14, 14), report(15, 15)])
    assert table["temperature"]["DL1"] == 14  # noqa: PLR2004
    assert pd.isna(table["temperature"]["DL2"])
