"""Features and batch inference of flight-delay, by the shipped tasks, on several times the data.

Prints a line of JSON for each: {"scale": 4, "task": "features", "rows": 84000, "seconds": 20.1}. Sixteen times the data
are the flights of a year: less of them is a sample, more are further years.
"""

import inspect
import json
import math
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

# A cluster runs the file without setting __file__.
CHECKOUT = Path(inspect.getsourcefile(lambda: None) or "").resolve().parents[3]
sys.path.insert(0, str(CHECKOUT / "pipelines" / "src"))

from pyspark.sql import DataFrame  # noqa: E402
from pyspark.sql import functions as F  # noqa: E402

from lakestage_pipelines import parameters as of  # noqa: E402
from lakestage_pipelines.command_line import parse  # noqa: E402
from lakestage_pipelines.context import TaskContext, open_context  # noqa: E402
from lakestage_pipelines.names import ModelVersionUri  # noqa: E402
from lakestage_pipelines.parameters import IntegrationTestParameters  # noqa: E402
from lakestage_pipelines.projects.flight_delay.schema import FLIGHTS, RAW_FLIGHTS, RAW_WEATHER, REPORTS  # noqa: E402
from lakestage_pipelines.registry import CHAMPION, delete_model, set_alias  # noqa: E402
from lakestage_pipelines.sampling import hash_below  # noqa: E402
from lakestage_pipelines.tables.tables import Shape  # noqa: E402
from lakestage_pipelines.tasks.cycle import told  # noqa: E402
from lakestage_pipelines.tasks.features import write_features  # noqa: E402
from lakestage_pipelines.tasks.score import score_rows  # noqa: E402
from lakestage_pipelines.tasks.train import train_model  # noqa: E402

YEAR = 16
"""How many times the least there is in a year."""
WEEKS_OF_A_YEAR = 52
PREDICTIONS = "predictions"
DERIVED = (FLIGHTS, REPORTS, "flight_features", PREDICTIONS)


def main(scales: str, *arguments: str) -> None:
    parameters = parse("scaled", IntegrationTestParameters, arguments)
    opened = open_context(parameters)
    context = replace(opened, namespace=replace(opened.namespace, prefix="scaled_"))
    score = told(of.ScoreParameters, parameters, output=PREDICTIONS)
    features = told(of.FeaturesParameters, parameters, leave_out_days=0, rows=None)
    try:
        # What the model learns from lies before all that it is asked of.
        fill_raw(context, 1, first_year=0)
        write_features(features, context)
        uri = str(train_model(told(of.TrainParameters, parameters), context))
        set_alias(ModelVersionUri.parse(uri), CHAMPION)
        for scale in map(int, scales.split(",")):
            for name in DERIVED:
                context.tables.drop(context.namespace.table(name))
            fill_raw(context, scale, first_year=1)
            measure(scale, "features", "flight_features", context, lambda: write_features(features, context))
            measure(scale, "batch inference", PREDICTIONS, context, lambda: score_rows(score, context))
    finally:
        for name in (*DERIVED, RAW_FLIGHTS, RAW_WEATHER):
            context.tables.drop(context.namespace.table(name))
        delete_model(context.namespace.model(parameters.model))


def measure(scale: int, task: str, table: str, context: TaskContext, work: Callable[[], object]) -> None:
    began = time.monotonic()
    work()
    seconds = time.monotonic() - began
    rows = context.tables.rows(context.namespace.table(table)).count()
    print(json.dumps({"scale": scale, "task": task, "rows": rows, "seconds": seconds}), flush=True)


def fill_raw(context: TaskContext, scale: int, *, first_year: int) -> None:
    """Makes the raw tables, as if the source had been read."""
    years = range(first_year, first_year + math.ceil(scale / YEAR))
    for name, raw in context.project.raw.items():
        full_name = context.namespace.table(name)
        source = context.tables.spark.createDataFrame(raw.read())
        if name == RAW_FLIGHTS and scale < YEAR:
            source = source.where(hash_below(raw.primary_key, scale / YEAR))
        rows = source.crossJoin(F.broadcast(context.tables.spark.range(years.start, years.stop).toDF("later")))
        context.tables.drop(full_name)
        context.tables.create(full_name, Shape(source.schema, raw.primary_key, raw.timestamp))
        later(rows).select(*source.columns).write.format("delta").mode("append").saveAsTable(full_name)
        context.tables.set_inputs(full_name, {"source": raw.version(), "leave_out_days": 0})


def later(rows: DataFrame) -> DataFrame:
    """By so many years, of whole weeks: flights have a weekday."""
    days = F.col("later") * 7 * WEEKS_OF_A_YEAR
    day = F.date_add(F.make_date("year", "month", "day"), days.cast("int"))
    return (
        rows.withColumn("time_hour", F.col("time_hour") + F.make_dt_interval(days.cast("int")))
        .withColumn("moved", day)
        .withColumns(
            {
                name: part("moved").cast(rows.schema[name].dataType)
                for name, part in {"year": F.year, "month": F.month, "day": F.dayofmonth}.items()
            }
        )
    )


main(*sys.argv[1:])
