"""What a project gives to the tasks: its feature tables and its models. Tasks know projects only by this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd
from pydantic import BaseModel
from sklearn.base import BaseEstimator

from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.splits import Split

Hyperparameters = Mapping[str, int | float | bool | str]


@dataclass(frozen=True)
class FeatureTable:
    """A table that the features task writes."""

    primary_key: tuple[str, ...]
    build: Callable[[], pd.DataFrame]
    """Computes all rows from the project's source."""
    timestamp: str | None = None
    """The column that orders rows in time, if they have a time."""


@dataclass(frozen=True)
class ModelDefinition:
    """How a model is made and judged."""

    task: ModelTask
    table: str
    """The feature table that it learns from, as a key of the project's tables."""
    features: tuple[str, ...]
    """The columns that it is given, in this order."""
    label: str
    """The column that it predicts; null where it is not known yet."""
    split: Split
    hyperparameters: type[BaseModel]
    """Names, types and defaults of the hyperparameters."""
    build: Callable[[Hyperparameters], BaseEstimator]
    """The unfitted pipeline for validated hyperparameters."""
    slices: tuple[str, ...] = ()
    """Columns by whose values the metrics are split."""
    trusted_types: tuple[str, ...] = ()
    """Types in the saved model, beyond scikit-learn's plain ones, that may be loaded again."""


@dataclass(frozen=True)
class Project:
    """A project's own code."""

    name: str
    """As its file under `projects/` is named: flight-delay."""
    tables: Mapping[str, FeatureTable]
    models: Mapping[str, ModelDefinition] = field(default_factory=dict)
