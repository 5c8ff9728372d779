"""Patients with what was measured, and the label."""

from collections.abc import Mapping

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from lakestage_pipelines.projects.diabetes_progression.schema import KEY, LABEL, MEASUREMENTS, PATIENTS, RAW_PATIENTS


def clean(inputs: Mapping[str, DataFrame]) -> DataFrame:
    """One row for each patient, whose columns say what was measured."""
    named = (F.col(column).alias(name) for column, name in {**MEASUREMENTS, "target": LABEL}.items())
    return inputs[RAW_PATIENTS].select(KEY, *named).where(F.col(KEY).isNotNull()).dropDuplicates([KEY])


def build(inputs: Mapping[str, DataFrame]) -> DataFrame:
    """One row for each patient who was examined: what is missing of a measurement, the model cannot make up."""
    measured = inputs[PATIENTS].dropna(subset=list(MEASUREMENTS.values()))
    return measured.select(KEY, *MEASUREMENTS.values(), LABEL)
