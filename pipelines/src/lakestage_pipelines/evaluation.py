"""A model's predictions beside what came."""

import pandas as pd
from sklearn.base import BaseEstimator

from lakestage_pipelines.metrics import ModelTask, Outcomes
from lakestage_pipelines.prediction import PREDICTION, PROBABILITY, predict
from lakestage_pipelines.project import ModelDefinition


def columns_of(definition: ModelDefinition) -> tuple[str, ...]:
    """The columns that learning and judging need."""
    needed = (*definition.features, definition.label, definition.split.column, *definition.slices)
    return tuple(dict.fromkeys(needed))


def classifies(definition: ModelDefinition) -> bool:
    """Whether the model predicts a class."""
    return definition.task is ModelTask.CLASSIFICATION


def predictions_of(estimator: BaseEstimator, definition: ModelDefinition, rows: pd.DataFrame) -> pd.DataFrame:
    """What the model says of rows."""
    return predict(estimator, rows[list(definition.features)], classifies=classifies(definition))


def outcomes_of(definition: ModelDefinition, actual: "pd.Series[float]", predictions: pd.DataFrame) -> Outcomes:
    """Labels beside what was predicted."""
    return Outcomes(
        actual=actual.to_numpy(dtype="float64"),
        predicted=predictions[PREDICTION].to_numpy(dtype="float64"),
        probability=predictions[PROBABILITY].to_numpy(dtype="float64") if classifies(definition) else None,
    )


def outcomes_on(estimator: BaseEstimator, definition: ModelDefinition, labelled: pd.DataFrame) -> Outcomes:
    """What the model predicts of rows with a label, beside the label."""
    return outcomes_of(definition, labelled[definition.label], predictions_of(estimator, definition, labelled))
