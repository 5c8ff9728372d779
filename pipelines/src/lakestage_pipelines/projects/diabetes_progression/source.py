"""The raw data: scikit-learn's diabetes data, with what was measured at the examination and the label a year later."""

from importlib.metadata import version

import pandas as pd
from sklearn.datasets import load_diabetes

from lakestage_pipelines.projects.diabetes_progression.schema import KEY


def source_version() -> str:
    """The package's version: its data change with it only."""
    return f"scikit-learn {version('scikit-learn')}"


def read_patients() -> pd.DataFrame:
    """One row for each patient, under scikit-learn's column names."""
    # In their own units: a served model is given what the laboratory reports. The pipeline scales.
    patients: pd.DataFrame = load_diabetes(as_frame=True, scaled=False).frame
    patients.insert(0, KEY, [f"patient-{number:04}" for number in range(1, len(patients) + 1)])
    return patients.astype(dict.fromkeys(patients.columns[1:], "float64"))
