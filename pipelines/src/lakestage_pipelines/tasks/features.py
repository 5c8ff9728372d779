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
    to_come = _days_to_come(parameters, context)
    for name, raw in context.project.raw.items():
        _tell(context, name, _ingest(name, raw, to_come, context))
    if to_come and parameters.leave_out_days is None:
        print(f"The last {to_come} days of the source arrive with later runs.")
    for name, table in context.project.cleaned.items():
        _tell(context, name, _derive(name, table, None, context))
    for name, table in context.project.tables.items():
        _tell(context, name, _derive(name, table, parameters.rows, context))


def _tell(context: TaskContext, name: str, merged: Merged | None) -> None:
    print(f"{context.namespace.table(name)}: {merged or 'its inputs have not changed'}")


_TO_COME = "leave_out_days"


def _days_to_come(parameters: FeaturesParameters, context: TaskContext) -> int:
    """How many days at the end of the source are not there yet.

    Where tables differ, a run failed between them: those that lack days get them first.
    """
    if parameters.leave_out_days is not None:
        return parameters.leave_out_days
    replayed = {name: raw.replay for name, raw in context.project.raw.items() if raw.replay}
    if not replayed:
        return 0
    names = [context.namespace.table(name) for name in replayed]
    inputs = [context.tables.inputs(name) if context.tables.exists(name) else {} for name in names]
    first = max(replay.days for replay in replayed.values())
    left = [int(str(before.get(_TO_COME, first))) for before in inputs]
    if not all(inputs) or len(set(left)) > 1:
        return min(left)
    return max(0, left[0] - max(replay.at_once for replay in replayed.values()))


def _ingest(name: str, table: RawTable, to_come: int, context: TaskContext) -> Merged | None:
    tables, full_name = context.tables, context.namespace.table(name)
    source: dict[str, object] = {"source": table.version(), _TO_COME: to_come}
    before = tables.inputs(full_name) if tables.exists(full_name) else {}
    if before == source:
        return None
    lacked = int(str(before[_TO_COME])) if before.get("source") == source["source"] else None
    # Of the same source, days that have come are all that is new.
    only_new = table.timestamp is not None and lacked is not None and lacked > to_come
    rows = tables.spark.createDataFrame(_known(table, to_come, lacked if only_new else None))
    tables.create(full_name, Shape(rows.schema, table.primary_key, table.timestamp))
    merged = tables.merge(full_name, rows, table.primary_key, whole=None if only_new else "true")
    tables.set_inputs(full_name, source)
    return merged


def _known(table: RawTable, to_come: int, lacked: int | None) -> pd.DataFrame:
    """What there was so many days before the end; of that, what there was not when so many were lacking."""
    rows = table.read()
    if table.timestamp is None:
        return rows
    times = rows[table.timestamp]
    end = pd.Timestamp(table.replay.until, tz="UTC") if table.replay else times.max().floor("D") + pd.Timedelta(days=1)
    is_known = ~(times >= end - pd.Timedelta(days=to_come))
    if lacked is not None:
        is_known &= times >= end - pd.Timedelta(days=lacked)
    known: pd.DataFrame = rows[is_known]
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
