"""Metrics and thresholds."""

import numpy as np
import pytest

from lakestage_pipelines.comparison import gain
from lakestage_pipelines.metrics import METRICS, ModelTask, Outcomes, Threshold, measure, unmeasurable


def outcomes(actual: list[float], probability: list[float]) -> Outcomes:
    """Of a classifier that says 1 from a half on."""
    chances = np.array(probability)
    return Outcomes(np.array(actual), (chances >= 0.5).astype("float64"), chances)  # noqa: PLR2004


@pytest.mark.parametrize("task", ModelTask)
def test_all_metrics_of_a_task_are_measured_where_rows_differ(task: ModelTask) -> None:
    assert measure(task, outcomes([0, 1, 1, 0], [0.2, 0.9, 0.4, 0.1])).keys() == METRICS[task].keys()


def test_rows_of_one_class_have_no_area_under_the_curve_and_all_other_metrics() -> None:
    ones = outcomes([1, 1], [0.6, 0.7])
    assert METRICS[ModelTask.CLASSIFICATION].keys() - measure(ModelTask.CLASSIFICATION, ones).keys() == {"roc_auc"}
    assert unmeasurable("roc_auc", ones) == "the label of all 2 rows is 1"


@pytest.mark.parametrize("task", ModelTask)
def test_no_rows_have_no_metric(task: ModelTask) -> None:
    assert measure(task, outcomes([], [])) == {}


class TestGain:
    chance = np.random.default_rng(1)
    numbers = chance.normal(size=400)

    def regression(self, error: float, rows: int = 400) -> Outcomes:
        noise = np.random.default_rng(2).normal(size=400)
        return Outcomes(self.numbers, self.numbers + error * noise).of(np.arange(rows))

    def test_the_same_predictions_gain_nothing(self) -> None:
        assert gain("rmse", ModelTask.REGRESSION, self.regression(1), self.regression(1)).at_least == 0

    def test_smaller_errors_are_a_gain_and_larger_ones_are_not(self) -> None:
        assert gain("rmse", ModelTask.REGRESSION, self.regression(1), self.regression(2)).at_least > 0
        assert gain("rmse", ModelTask.REGRESSION, self.regression(2), self.regression(1)).at_least < 0

    def test_a_gain_that_chance_explains_is_none(self) -> None:
        labels = self.chance.integers(2, size=100).astype("float64")
        one, other = (outcomes(list(labels), list(self.chance.uniform(size=100))) for _ in range(2))
        better, worse = sorted((one, other), key=lambda of: measure(ModelTask.CLASSIFICATION, of)["roc_auc"])[::-1]
        found = gain("roc_auc", ModelTask.CLASSIFICATION, better, worse)
        assert found.candidate > found.incumbent
        assert found.at_least < 0

    def test_it_is_the_same_in_every_run(self) -> None:
        one, other = self.regression(1), self.regression(1.05)
        assert gain("rmse", ModelTask.REGRESSION, one, other) == gain("rmse", ModelTask.REGRESSION, one, other)


@pytest.mark.parametrize(
    ("bound", "value", "failure"),
    [
        ({"atLeast": 0.5}, 0.5, None),
        ({"atLeast": 0.5}, 0.4, "f1 is 0.4, below 0.5"),
        ({"atMost": 0.5}, 0.6, "f1 is 0.6, above 0.5"),
        ({"atLeast": 0.5}, float("nan"), "f1 is not a number"),
    ],
)
def test_a_threshold_says_why_it_fails(bound: dict[str, float], value: float, failure: str | None) -> None:
    assert Threshold.model_validate(bound).failure("f1", value) == failure
