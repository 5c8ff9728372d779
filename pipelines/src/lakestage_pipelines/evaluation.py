"""A model's predictions on a table, and how good they are."""

import pandas as pd
from sklearn.base import BaseEstimator

from lakestage_pipelines.metrics import ModelTask, Outcomes
from lakestage_pipelines.project import ModelDefinition

PREDICTION = "prediction"
PROBABILITY = "probability"


def columns_of(definition: ModelDefinition) -> tuple[str, ...]:
    """The columns that learning and judging need."""
    needed = (*definition.features, definition.label, definition.split.column, *definition.slices)
    return tuple(dict.fromkeys(needed))


def labelled_rows(frame: pd.DataFrame, definition: ModelDefinition) -> pd.DataFrame:
    """The rows whose label is known, with the label in its own type again."""
    # A column with nulls comes back from a table as floating point.
    kind = "int64" if definition.task is ModelTask.CLASSIFICATION else "float64"
    return frame[frame[definition.label].notna()].astype({definition.label: kind})


def predict(estimator: BaseEstimator, definition: ModelDefinition, features: pd.DataFrame) -> pd.DataFrame:
    """The column `prediction`, and of a classifier also `probability`, that of class 1."""
    if features.empty:
        columns = [PREDICTION, *([PROBABILITY] if definition.task is ModelTask.CLASSIFICATION else [])]
        return pd.DataFrame(columns=columns, index=features.index, dtype="float64")
    predictions = pd.DataFrame({PREDICTION: estimator.predict(features)}, index=features.index)
    if definition.task is ModelTask.CLASSIFICATION:
        predictions[PROBABILITY] = estimator.predict_proba(features)[:, 1]
    return predictions


def outcomes_of(definition: ModelDefinition, actual: "pd.Series[float]", predictions: pd.DataFrame) -> Outcomes:
    """Labels beside what was predicted."""
    return Outcomes(
        actual=actual.to_numpy(dtype="float64"),
        predicted=predictions[PREDICTION].to_numpy(dtype="float64"),
        probability=(
            predictions[PROBABILITY].to_numpy(dtype="float64") if definition.task is ModelTask.CLASSIFICATION else None
        ),
    )


def outcomes_on(estimator: BaseEstimator, definition: ModelDefinition, labelled: pd.DataFrame) -> Outcomes:
    """What the model predicts of rows with a label, beside the label."""
    features = labelled[list(definition.features)]
    return outcomes_of(definition, labelled[definition.label], predict(estimator, definition, features))
