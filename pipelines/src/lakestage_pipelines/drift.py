"""How far a feature's values have moved."""

from typing import TypeAlias

import numpy as np
import pandas as pd

_BINS = 10
# Stands for an empty bin, whose logarithm is not defined.
_SMALLEST_SHARE = 1e-4

Values: TypeAlias = "pd.Series[float] | pd.Series[str]"


def population_stability_index(reference: Values, current: Values) -> float:
    """0 for the same distribution; above 0.25 is commonly taken for a large shift.

    Numbers are binned by the reference's deciles, categories are bins of their own, and so are missing values.
    """
    before, after = _bins(reference, reference), _bins(reference, current)
    shares = pd.concat([bins.value_counts(normalize=True) for bins in (before, after)], axis="columns")
    expected, actual = shares.fillna(0).clip(lower=_SMALLEST_SHARE).to_numpy().T
    return float(np.sum((actual - expected) * np.log(actual / expected)))


def _bins(reference: Values, values: Values) -> "pd.Series[str]":
    if not pd.api.types.is_numeric_dtype(reference):
        return values.astype(str).mask(values.isna(), "missing")
    deciles = np.nanquantile(reference.to_numpy(dtype="float64"), np.linspace(0, 1, _BINS + 1))
    # What lies beyond the reference's range belongs to its outermost bins.
    inner = np.unique(deciles)[1:-1]
    bins = pd.Series(np.searchsorted(inner, values.to_numpy(dtype="float64"), side="right").astype(str))
    return bins.mask(values.isna().to_numpy(), "missing")
