"""How flights have been leaving an airport in the hours before a prediction."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from lakestage_pipelines.projects.flight_delay.schema import LATE_AFTER_MINUTES, TIMESTAMP

_WINDOW = pd.Timedelta(hours=3)


def recent_departures(table: pd.DataFrame, group: list[str], prefix: str) -> pd.DataFrame:
    """For each flight, the departures of its group that happened in the three hours before its `predicted_at`.

    Columns: `<prefix>_departures`, their number; `<prefix>_delay`, their mean delay in minutes; `<prefix>_late_share`,
    the share that left more than 15 minutes late. The last two are missing where there was none.
    """
    parts = [_of_one_group(rows, prefix) for _, rows in table.groupby(group, sort=False)]
    return pd.concat(parts)


def _of_one_group(rows: pd.DataFrame, prefix: str) -> pd.DataFrame:
    departed = rows[rows["departure_delay"].notna()]
    at = departed[TIMESTAMP] + pd.to_timedelta(departed["departure_delay"], unit="min")
    order = np.argsort(_instants(at), kind="stable")
    times = _instants(at)[order]
    delays = departed["departure_delay"].to_numpy()[order]

    # Sums over a window are differences of running sums.
    running_delay = np.concatenate([[0.0], np.cumsum(delays)])
    running_late = np.concatenate([[0.0], np.cumsum(delays > LATE_AFTER_MINUTES)])
    until = np.searchsorted(times, _instants(rows["predicted_at"]), side="right")
    since = np.searchsorted(times, _instants(rows["predicted_at"] - _WINDOW), side="right")

    count = (until - since).astype("float64")
    divisor = np.where(count > 0, count, np.nan)
    return pd.DataFrame(
        {
            f"{prefix}_departures": count,
            f"{prefix}_delay": (running_delay[until] - running_delay[since]) / divisor,
            f"{prefix}_late_share": (running_late[until] - running_late[since]) / divisor,
        },
        index=rows.index,
    )


def _instants(times: "pd.Series[pd.Timestamp]") -> npt.NDArray[np.datetime64]:
    # With their zone they would become Python objects, which are slow to compare.
    return times.dt.tz_localize(None).to_numpy(dtype="datetime64[us]")
