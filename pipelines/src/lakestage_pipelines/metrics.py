"""The metrics that are logged for each kind of model, and compared with thresholds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sklearn import metrics as sk

Numbers: TypeAlias = npt.NDArray[np.floating[Any]]


class ModelTask(StrEnum):
    """What a model predicts."""

    CLASSIFICATION = "classification"
    REGRESSION = "regression"


@dataclass(frozen=True)
class Outcomes:
    """What was predicted of some rows, and what came."""

    actual: Numbers
    predicted: Numbers
    probability: Numbers | None = None
    """Of class 1, from a classifier."""

    def __len__(self) -> int:
        return len(self.actual)

    def of(self, rows: npt.NDArray[np.int64]) -> "Outcomes":
        """Of these rows, by position; a row may be there more than once."""
        probability = None if self.probability is None else self.probability[rows]
        return Outcomes(self.actual[rows], self.predicted[rows], probability)


METRICS: Mapping[ModelTask, Mapping[str, Callable[[Outcomes], float]]] = MappingProxyType(
    {
        ModelTask.CLASSIFICATION: {
            "accuracy": lambda of: sk.accuracy_score(of.actual, of.predicted),
            "precision": lambda of: sk.precision_score(of.actual, of.predicted, zero_division=0.0),
            "recall": lambda of: sk.recall_score(of.actual, of.predicted, zero_division=0.0),
            "f1": lambda of: sk.f1_score(of.actual, of.predicted, zero_division=0.0),
            "log_loss": lambda of: sk.log_loss(of.actual, of.probability, labels=[0, 1]),
            "roc_auc": lambda of: sk.roc_auc_score(of.actual, of.probability),
        },
        ModelTask.REGRESSION: {
            "rmse": lambda of: np.sqrt(sk.mean_squared_error(of.actual, of.predicted)),
            "mae": lambda of: sk.mean_absolute_error(of.actual, of.predicted),
            "mape": lambda of: sk.mean_absolute_percentage_error(of.actual, of.predicted),
            "r2": lambda of: sk.r2_score(of.actual, of.predicted),
        },
    }
)

DEFAULT_COMPARISON = {ModelTask.CLASSIFICATION: "f1", ModelTask.REGRESSION: "rmse"}
LOWER_IS_BETTER = frozenset({"log_loss", "rmse", "mae", "mape"})


def unmeasurable(metric: str, outcomes: Outcomes) -> str | None:
    """Why these rows have no value of the metric; None if they have one."""
    if len(outcomes) == 0:
        return "there are no rows with a label"
    if metric == "roc_auc" and len(np.unique(outcomes.actual)) == 1:
        return f"the label of all {len(outcomes)} rows is {outcomes.actual[0]:g}"
    if metric == "r2" and len(outcomes) == 1:
        return "there is one row only"
    return None


def value_of(metric: str, task: ModelTask, outcomes: Outcomes) -> float:
    """The metric's value, which these rows must have."""
    return float(METRICS[task][metric](outcomes))


def measure(task: ModelTask, outcomes: Outcomes) -> dict[str, float]:
    """All metrics of the task that these rows have a value of."""
    return {
        metric: value_of(metric, task, outcomes) for metric in METRICS[task] if unmeasurable(metric, outcomes) is None
    }


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

    def failure(self, metric: str, value: float) -> str | None:
        """Why the value breaks the bound; None if it keeps it."""
        if np.isnan(value):
            return f"{metric} is not a number"
        if self.at_least is not None and value < self.at_least:
            return f"{metric} is {value:.4g}, below {self.at_least:g}"
        if self.at_most is not None and value > self.at_most:
            return f"{metric} is {value:.4g}, above {self.at_most:g}"
        return None
