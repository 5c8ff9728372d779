"""features: the source's data as feature tables."""

import numpy as np
import pandas as pd

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.parameters import FeaturesParameters


def write_features(parameters: FeaturesParameters, context: TaskContext) -> None:
    """Computes every feature table of the project anew, and overwrites it."""
    for name, table in context.project.tables.items():
        frame = evenly_spaced(_known(table.build(), table.timestamp, parameters.leave_out_days), parameters.rows)
        full_name = context.namespace.table(name)
        context.tables.overwrite(full_name, frame)
        print(f"{full_name}: {len(frame)} rows")


def _known(frame: pd.DataFrame, timestamp: str | None, leave_out_days: int) -> pd.DataFrame:
    """What there was so many days before the last row."""
    if timestamp is None or leave_out_days == 0:
        return frame
    times = frame[timestamp]
    known: pd.DataFrame = frame[times < times.max().floor("D") + pd.Timedelta(days=1 - leave_out_days)]
    return known


def evenly_spaced(frame: pd.DataFrame, rows: int | None) -> pd.DataFrame:
    """At most so many rows, spread over the whole table so that all of its time is there."""
    if rows is None or rows >= len(frame):
        return frame
    return frame.iloc[np.linspace(0, len(frame) - 1, rows).astype(int)].reset_index(drop=True)
