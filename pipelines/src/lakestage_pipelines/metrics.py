"""The metrics that are logged for each kind of model, and compared with thresholds."""

from enum import StrEnum

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sklearn import metrics as sk


class ModelTask(StrEnum):
    """What a model predicts."""

    CLASSIFICATION = "classification"
    REGRESSION = "regression"


DEFAULT_COMPARISON = {ModelTask.CLASSIFICATION: "f1", ModelTask.REGRESSION: "rmse"}
LOWER_IS_BETTER = frozenset({"log_loss", "rmse", "mae", "mape"})


def classification_metrics(
    actual: "pd.Series[int]", predicted: "pd.Series[int]", probability: "pd.Series[float]"
) -> dict[str, float]:
    """Metrics of a two-class model; `probability` is that of class 1."""
    measured = {
        "accuracy": sk.accuracy_score(actual, predicted),
        "precision": sk.precision_score(actual, predicted, zero_division=0.0),
        "recall": sk.recall_score(actual, predicted, zero_division=0.0),
        "f1": sk.f1_score(actual, predicted, zero_division=0.0),
        "log_loss": sk.log_loss(actual, probability, labels=[0, 1]),
    }
    if actual.nunique() > 1:
        # The area is not defined where all rows are of one class, as they may be on a small slice.
        measured["roc_auc"] = sk.roc_auc_score(actual, probability)
    return {name: float(value) for name, value in measured.items()}


def regression_metrics(actual: "pd.Series[float]", predicted: "pd.Series[float]") -> dict[str, float]:
    """Metrics of a model that predicts a number."""
    measured = {
        "rmse": float(np.sqrt(sk.mean_squared_error(actual, predicted))),
        "mae": float(sk.mean_absolute_error(actual, predicted)),
        "mape": float(sk.mean_absolute_percentage_error(actual, predicted)),
    }
    if len(actual) > 1:
        measured["r2"] = float(sk.r2_score(actual, predicted))
    return measured


def is_better(metric: str, candidate: float, incumbent: float) -> bool:
    """Whether the candidate's value of the metric beats the incumbent's. A tie does not."""
    return candidate < incumbent if metric in LOWER_IS_BETTER else candidate > incumbent


class Threshold(BaseModel):
    """A bound that a metric must keep, in the words of the project file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at_least: float | None = Field(default=None, alias="atLeast")
    at_most: float | None = Field(default=None, alias="atMost")

    @model_validator(mode="after")
    def has_a_bound(self) -> "Threshold":
        if self.at_least is None and self.at_most is None:
            raise ValueError("must have atLeast or atMost")
        return self

    def failure(self, metric: str, value: float | None) -> str | None:
        """Why the value breaks the bound; None if it keeps it."""
        if value is None or np.isnan(value):
            return f"{metric} was not measured"
        if self.at_least is not None and value < self.at_least:
            return f"{metric} is {value:.4g}, below {self.at_least:g}"
        if self.at_most is not None and value > self.at_most:
            return f"{metric} is {value:.4g}, above {self.at_most:g}"
        return None
