"""A model's predictions on a table, and how good they are."""

import pandas as pd
from sklearn.base import BaseEstimator

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.metrics import ModelTask, classification_metrics, regression_metrics
from lakestage_pipelines.project import ModelDefinition

PREDICTION = "prediction"
PROBABILITY = "probability"


def feature_rows(frame: pd.DataFrame, definition: ModelDefinition, table: str) -> pd.DataFrame:
    """The model's features, in its order."""
    missing = [column for column in definition.features if column not in frame]
    if missing:
        raise TaskError(f"{table} lacks columns that the model needs: {', '.join(missing)}; run the features task")
    return frame[list(definition.features)]


def labelled_rows(frame: pd.DataFrame, definition: ModelDefinition, table: str) -> pd.DataFrame:
    """The rows whose label is known, with the label in its own type again."""
    if definition.label not in frame:
        raise TaskError(f"{table} lacks the label {definition.label}; run the features task")
    # A column with nulls comes back from a table as floating point.
    kind = "int64" if definition.task is ModelTask.CLASSIFICATION else "float64"
    return frame[frame[definition.label].notna()].astype({definition.label: kind})


def predict(estimator: BaseEstimator, definition: ModelDefinition, features: pd.DataFrame) -> pd.DataFrame:
    """The column `prediction`, and of a classifier also `probability`, that of class 1."""
    predictions = pd.DataFrame({PREDICTION: estimator.predict(features)}, index=features.index)
    if definition.task is ModelTask.CLASSIFICATION:
        predictions[PROBABILITY] = estimator.predict_proba(features)[:, 1]
    return predictions


def measure(definition: ModelDefinition, actual: "pd.Series[float]", predictions: pd.DataFrame) -> dict[str, float]:
    """The usual metrics of the model's task."""
    if definition.task is ModelTask.CLASSIFICATION:
        return classification_metrics(
            actual.astype("int64"), predictions[PREDICTION].astype("int64"), predictions[PROBABILITY]
        )
    return regression_metrics(actual, predictions[PREDICTION])


def measure_on(estimator: BaseEstimator, definition: ModelDefinition, labelled: pd.DataFrame) -> dict[str, float]:
    """The metrics of the model on rows with a label."""
    features = labelled[list(definition.features)]
    return measure(definition, labelled[definition.label], predict(estimator, definition, features))
