"""How far a feature's values have moved."""

from typing import TypeAlias

import numpy as np
import pandas as pd

_BINS = 10
# Stands for an empty bin, whose logarithm is not defined.
_SMALLEST_SHARE = 1e-4

Values: TypeAlias = "pd.Series[float] | pd.Series[str]"


class Reference:
    """Values that others are compared with.

    Numbers are binned by the reference's deciles, categories are bins of their own, and so are missing values.
    """

    def __init__(self, values: Values) -> None:
        self._inner = None
        if pd.api.types.is_numeric_dtype(values):
            deciles = np.nanquantile(values.to_numpy(dtype="float64"), np.linspace(0, 1, _BINS + 1))
            # What lies beyond the reference's range belongs to its outermost bins.
            self._inner = np.unique(deciles)[1:-1]
        self._shares = self._bins(values).value_counts(normalize=True)

    def population_stability_index(self, current: Values) -> float:
        """0 for the same distribution; above 0.25 is commonly taken for a large shift."""
        shares = pd.concat([self._shares, self._bins(current).value_counts(normalize=True)], axis="columns")
        expected, actual = shares.fillna(0).clip(lower=_SMALLEST_SHARE).to_numpy().T
        return float(np.sum((actual - expected) * np.log(actual / expected)))

    def _bins(self, values: Values) -> "pd.Series[str]":
        if self._inner is None:
            return values.astype(str).mask(values.isna(), "missing")
        bins = pd.Series(np.searchsorted(self._inner, values.to_numpy(dtype="float64"), side="right").astype(str))
        return bins.mask(values.isna().to_numpy(), "missing")
