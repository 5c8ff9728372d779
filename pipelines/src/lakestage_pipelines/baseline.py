"""What any model must be better than."""

from sklearn.base import BaseEstimator
from sklearn.dummy import DummyClassifier, DummyRegressor

from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.project import ModelDefinition


def trivial_estimator(definition: ModelDefinition) -> BaseEstimator:
    """Predicts the same for every row: the most frequent class with the classes' shares, or the mean."""
    return DummyClassifier(strategy="prior") if definition.task is ModelTask.CLASSIFICATION else DummyRegressor()
