"""scikit-learn's diabetes data as a feature table: what was measured at the examination, and the label a year later."""

import pandas as pd
from sklearn.datasets import load_diabetes

from lakestage_pipelines.projects.diabetes_progression.schema import FEATURES, KEY, LABEL, MEASUREMENTS


def build() -> pd.DataFrame:
    """One row for each patient."""
    # In their own units: a served model is given what the laboratory reports. The pipeline scales.
    bunch = load_diabetes(as_frame=True, scaled=False)
    patients: pd.DataFrame = bunch.frame.rename(columns={**MEASUREMENTS, "target": LABEL})
    patients[KEY] = [f"patient-{number:04}" for number in range(1, len(patients) + 1)]
    return patients[[KEY, *FEATURES, LABEL]].astype(dict.fromkeys((*FEATURES, LABEL), "float64"))
