"""Whether one model is better than another, and how sure that is."""

from dataclasses import dataclass

import numpy as np

from lakestage_pipelines.metrics import LOWER_IS_BETTER, ModelTask, Outcomes, unmeasurable, value_of

_RESAMPLES = 200
_CONFIDENCE = 0.95


@dataclass(frozen=True)
class Gain:
    """By how much a candidate is better than an incumbent; below zero, it is worse."""

    candidate: float
    incumbent: float
    at_least: float
    """What the gain comes to in 95 of 100 resamples of the rows: what is left of it when chance is taken away."""


def gain(metric: str, task: ModelTask, candidate: Outcomes, incumbent: Outcomes) -> Gain:
    """Both on the same rows, in the same order: each resample draws the same rows for both (a paired bootstrap).

    Rows that have no value of the metric are for the caller to look for.
    """
    sign = -1 if metric in LOWER_IS_BETTER else 1
    # The same draws in every run: a task that is repeated must decide as it did.
    chance = np.random.default_rng(0)
    gains = []
    for _ in range(_RESAMPLES):
        rows = chance.integers(len(candidate), size=len(candidate))
        one, other = candidate.of(rows), incumbent.of(rows)
        # Few rows may all be of one class once they are drawn.
        if unmeasurable(metric, one) is None:
            gains.append(sign * (value_of(metric, task, one) - value_of(metric, task, other)))
    return Gain(
        value_of(metric, task, candidate),
        value_of(metric, task, incumbent),
        float(np.quantile(gains, 1 - _CONFIDENCE)) if gains else -np.inf,
    )
