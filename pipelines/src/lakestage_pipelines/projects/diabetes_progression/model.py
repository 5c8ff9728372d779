"""A linear model on scaled measurements."""

from optuna import Trial
from pydantic import BaseModel, ConfigDict, Field
from sklearn.base import BaseEstimator
from sklearn.linear_model import ElasticNet
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lakestage_pipelines import project


class Hyperparameters(BaseModel):
    """What the model can be given."""

    model_config = ConfigDict(extra="forbid")

    alpha: float = Field(default=0.1, ge=0)
    """Strength of the penalty on large weights."""
    l1_ratio: float = Field(default=0.5, ge=0, le=1)
    """0: weights are made small; 1: weights are made zero."""


def search(trial: Trial) -> project.Hyperparameters:
    """What a search may try."""
    return {
        "alpha": trial.suggest_float("alpha", 1e-3, 10.0, log=True),
        "l1_ratio": trial.suggest_float("l1_ratio", 0.0, 1.0),
    }


def build(hyperparameters: project.Hyperparameters) -> BaseEstimator:
    """The unfitted pipeline."""
    return make_pipeline(StandardScaler(), ElasticNet(**hyperparameters))
