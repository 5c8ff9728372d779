"""What a project gives to the tasks: its tables and its models. Tasks know projects only by this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd
from optuna import Trial
from pydantic import BaseModel
from pyspark.sql import DataFrame
from sklearn.base import BaseEstimator

from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.splits import Split

Hyperparameters = Mapping[str, int | float | bool | str]
Search = Callable[[Trial], Hyperparameters]


@dataclass(frozen=True)
class Replay:
    """A past that is played again: its last days arrive one part after the other, each with a run of `features`.

    So there are rows to predict that a model which has learned from all there were does not know, as where data keep
    coming.
    """

    until: date
    """The day after the last, in UTC."""
    days: int
    """How many the first run does not have."""
    at_once: int
    """How many a further run brings."""


@dataclass(frozen=True)
class RawTable:
    """A table with a source's rows as they came."""

    primary_key: tuple[str, ...]
    version: Callable[[], str]
    """What the source is now: the rows are read again when it is another one."""
    read: Callable[[], pd.DataFrame]
    """The source's rows."""
    timestamp: str | None = None
    """The column that orders rows in time, if they have a time."""
    replay: Replay | None = None
    """How its last days arrive. None: all that the source has is there."""


@dataclass(frozen=True)
class DerivedTable:
    """A table that is computed from others: a cleaned one, or one of features."""

    primary_key: tuple[str, ...]
    reads: tuple[str, ...]
    """The tables that it is computed from."""
    build: Callable[[Mapping[str, DataFrame]], DataFrame]
    """Computes the rows from those of the tables that it reads."""
    timestamp: str | None = None
    """The column that orders rows in time, if they have a time."""
    looks_back: timedelta = timedelta(0)
    """How far before a row's own time lie the rows that it is computed from, at most. None lie after it."""
    constraints: Mapping[str, str] = field(default_factory=dict)
    """Conditions in SQL that every row must meet, by their names."""


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
    search: Search | None = None
    """What a search for hyperparameters may try; None if there is nothing to search."""
    slices: tuple[str, ...] = ()
    """Columns by whose values the metrics are split."""
    trusted_types: tuple[str, ...] = ()
    """Types in the saved model, beyond scikit-learn's plain ones, that may be loaded again."""


@dataclass(frozen=True)
class Project:
    """A project's own code."""

    name: str
    """As its file under `projects/` is named: flight-delay."""
    tables: Mapping[str, DerivedTable]
    """The feature tables."""
    raw: Mapping[str, RawTable] = field(default_factory=dict)
    cleaned: Mapping[str, DerivedTable] = field(default_factory=dict)
    models: Mapping[str, ModelDefinition] = field(default_factory=dict)
