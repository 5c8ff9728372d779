"""Gradient-boosted trees: they take missing weather as it is."""

from optuna import Trial
from pydantic import BaseModel, ConfigDict, Field
from sklearn.base import BaseEstimator
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import FixedThresholdClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OrdinalEncoder

from lakestage_pipelines import project
from lakestage_pipelines.projects.flight_delay.schema import CATEGORIES

TRUSTED_TYPES = ("sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",)


class Hyperparameters(BaseModel):
    """What the model can be given."""

    model_config = ConfigDict(extra="forbid")

    max_iter: int = Field(default=200, ge=1)
    """Number of trees."""
    learning_rate: float = Field(default=0.1, gt=0)
    max_leaf_nodes: int = Field(default=31, ge=2)
    """Size of a tree."""
    l2_regularization: float = Field(default=0.0, ge=0)
    late_from: float = Field(default=0.25, gt=0, lt=1)
    """The probability from which a flight is called late. One in four or five is: at a half hardly any would be."""


def search(trial: Trial) -> project.Hyperparameters:
    """What a search may try. From what probability a flight is called late is the desk's to say."""
    return {
        "max_iter": trial.suggest_int("max_iter", 50, 400, step=50),
        "learning_rate": trial.suggest_float("learning_rate", 0.02, 0.3, log=True),
        "max_leaf_nodes": trial.suggest_int("max_leaf_nodes", 7, 127),
        "l2_regularization": trial.suggest_float("l2_regularization", 0.0, 10.0),
    }


def build(hyperparameters: project.Hyperparameters) -> BaseEstimator:
    """The unfitted pipeline."""
    # Trees cut the codes where it helps; a category that was not seen in training, such as a new destination, gets -1.
    categories = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    columns = make_column_transformer((categories, list(CATEGORIES)), remainder="passthrough")
    trees = {name: value for name, value in hyperparameters.items() if name != "late_from"}
    probability = make_pipeline(columns, HistGradientBoostingClassifier(random_state=0, **trees))
    return FixedThresholdClassifier(probability, threshold=hyperparameters["late_from"])
