"""How much a model's quality rests on each feature."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure
from sklearn.base import BaseEstimator
from sklearn.inspection import permutation_importance

from lakestage_pipelines.project import ModelDefinition

# More rows hardly change the order of features, and take their time.
_ROWS = 2000
_REPEATS = 3


def importance(estimator: BaseEstimator, definition: ModelDefinition, held_out: pd.DataFrame) -> Mapping[str, float]:
    """By how much the model's own score falls when a feature's values are shuffled; the most important first."""
    rows = held_out.sample(min(_ROWS, len(held_out)), random_state=0)
    found = permutation_importance(
        estimator, rows[list(definition.features)], rows[definition.label], n_repeats=_REPEATS, random_state=0
    )
    falls = dict(zip(definition.features, found.importances_mean.tolist(), strict=True))
    return dict(sorted(falls.items(), key=lambda fall: -fall[1]))


def importance_plot(falls: Mapping[str, float]) -> Figure:
    """A bar for each feature, the longest on top."""
    figure = Figure(figsize=(8, 1 + 0.3 * len(falls)), layout="constrained")
    axes = figure.add_subplot()
    axes.barh(list(falls), list(falls.values()))
    axes.invert_yaxis()
    axes.set_xlabel("fall of the score when the feature's values are shuffled")
    return figure
