"""features: the source's rows as raw, as cleaned and as feature tables, each changed only where it must."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.parameters import FeaturesParameters
from lakestage_pipelines.project import DerivedTable, RawTable
from lakestage_pipelines.sampling import hash_below
from lakestage_pipelines.tables.tables import Merged, Shape, VersionGone, interval


def write_features(parameters: FeaturesParameters, context: TaskContext) -> None:
    """Brings every table of the project up to date. One whose inputs have not changed since is not touched."""
    for name, raw in context.project.raw.items():
        _tell(context, name, _ingest(name, raw, parameters, context))
    for name, table in context.project.cleaned.items():
        _tell(context, name, _derive(name, table, None, context))
    for name, table in context.project.tables.items():
        _tell(context, name, _derive(name, table, parameters.rows, context))


def _tell(context: TaskContext, name: str, merged: Merged | None) -> None:
    print(f"{context.namespace.table(name)}: {merged or 'its inputs have not changed'}")


def _ingest(name: str, table: RawTable, parameters: FeaturesParameters, context: TaskContext) -> Merged | None:
    tables, full_name = context.tables, context.namespace.table(name)
    source: dict[str, object] = {"source": table.version(), "leave_out_days": parameters.leave_out_days}
    if tables.exists(full_name) and tables.inputs(full_name) == source:
        return None
    read = _known(table.read(), table.timestamp, parameters.leave_out_days)
    rows = tables.spark.createDataFrame(read)
    tables.create(full_name, Shape(rows.schema, table.primary_key, table.timestamp))
    merged = tables.merge(full_name, rows, table.primary_key, whole="true")
    tables.set_inputs(full_name, source)
    return merged


def _known(rows: pd.DataFrame, timestamp: str | None, leave_out_days: int) -> pd.DataFrame:
    """What there was so many days before the last row."""
    if timestamp is None or leave_out_days == 0:
        return rows
    times = rows[timestamp]
    known: pd.DataFrame = rows[times < times.max().floor("D") + pd.Timedelta(days=1 - leave_out_days)]
    return known


@dataclass(frozen=True)
class _Since:
    """From what time on rows must be computed again."""

    time: str | None = None
    """None for all rows."""


def _derive(name: str, table: DerivedTable, most: int | None, context: TaskContext) -> Merged | None:
    tables, full_name = context.tables, context.namespace.table(name)
    # Before the rows are read: what is written in between is then done by the next run.
    now: dict[str, object] = {of: tables.version(context.namespace.table(of)) for of in table.reads} | {"rows": most}
    since: _Since | None = _Since()
    if tables.exists(full_name):
        before = tables.inputs(full_name)
        since = None if before == now else _changed_since(table, before, now, context)
    if since is None:
        return None
    inputs = {of: _part(of, table, since, now, context) for of in table.reads}
    rows = table.build(inputs)
    if since.time and table.timestamp:
        rows = rows.where(F.col(table.timestamp) >= F.lit(since.time).cast("timestamp"))
    if most is not None:
        rows = rows.where(_spread(table, most, context))
    tables.create(full_name, Shape(rows.schema, table.primary_key, table.timestamp, table.constraints))
    whole = f"target.`{table.timestamp}` >= CAST('{since.time}' AS TIMESTAMP)" if since.time else "true"
    merged = tables.merge(full_name, rows, table.primary_key, whole=whole)
    tables.set_inputs(full_name, now)
    return merged


def _spread(table: DerivedTable, most: int, context: TaskContext) -> Column:
    """About so many rows, spread over the whole table so that all of its time is there."""
    count = context.tables.rows(context.namespace.table(table.reads[0])).count()
    return hash_below(table.primary_key, min(1, most / max(1, count)))


def _changed_since(
    table: DerivedTable, before: Mapping[str, object], now: Mapping[str, object], context: TaskContext
) -> _Since | None:
    """What must be computed again because tables that are read have changed; None where no row of theirs has."""
    timestamps = [_timestamp_of(of, context) for of in table.reads]
    if table.timestamp is None or None in timestamps or before.keys() != now.keys() or before["rows"] != now["rows"]:
        return _Since()
    changes = []
    for of, timestamp in zip(table.reads, timestamps, strict=True):
        try:
            changes.append(
                context.tables.changed_from(context.namespace.table(of), int(str(before[of])), str(timestamp))
            )
        except VersionGone as gone:
            print(f"{gone}: all rows are computed again")
            return _Since()
    times = [change for change in changes if change is not None]
    return _Since(min(times)) if times else None


def _part(of: str, table: DerivedTable, since: _Since, now: Mapping[str, object], context: TaskContext) -> DataFrame:
    """The rows of a table that is read which those to be computed need."""
    rows = context.tables.rows(context.namespace.table(of), int(str(now[of])))
    timestamp = _timestamp_of(of, context)
    if since.time is None or timestamp is None:
        return rows
    return rows.where(F.col(timestamp) >= F.expr(f"CAST('{since.time}' AS TIMESTAMP) - {interval(table.looks_back)}"))


def _timestamp_of(name: str, context: TaskContext) -> str | None:
    project = context.project
    table = project.raw.get(name) or project.cleaned.get(name) or project.tables[name]
    return table.timestamp
