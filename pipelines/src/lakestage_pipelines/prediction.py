"""What a fitted model says of rows: the same on the driver and in Spark's workers.

Spark's workers may not have this package: the module is sent to them whole, and so imports nothing of it.
"""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd
from sklearn.base import BaseEstimator

PREDICTION = "prediction"
PROBABILITY = "probability"


def predict(estimator: BaseEstimator, features: pd.DataFrame, *, classifies: bool) -> pd.DataFrame:
    """The column `prediction`, and of a classifier also `probability`, that of class 1."""
    if features.empty:
        columns = [PREDICTION, *([PROBABILITY] if classifies else [])]
        return pd.DataFrame(columns=columns, index=features.index, dtype="float64")
    predictions = pd.DataFrame({PREDICTION: estimator.predict(features)}, index=features.index).astype("float64")
    if classifies:
        predictions[PROBABILITY] = estimator.predict_proba(features)[:, 1]
    return predictions


Batches = Iterable[pd.DataFrame]


def predictor(
    saved: bytes, trusted_types: Sequence[str], features: Sequence[str], carried: Sequence[str], *, classifies: bool
) -> Callable[[Batches], Batches]:
    """A function for `mapInPandas`: the carried columns, and what the model says of the features.

    The model is loaded once for all the batches of a worker's task.
    """

    def predict_batches(batches: Batches) -> Batches:
        from skops.io import loads  # noqa: PLC0415

        estimator = loads(saved, trusted=list(trusted_types))
        for batch in batches:
            predictions = predict(estimator, batch[list(features)], classifies=classifies)
            yield pd.concat([batch[list(carried)], predictions], axis="columns")

    return predict_batches
