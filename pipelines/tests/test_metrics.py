"""Metrics, thresholds and drift."""

import numpy as np
import pandas as pd
import pytest

from lakestage_pipelines.drift import population_stability_index
from lakestage_pipelines.metrics import Threshold, classification_metrics, is_better, regression_metrics


def test_the_metrics_are_those_that_the_project_schema_lists() -> None:
    classes, shares = pd.Series([0, 1, 1, 0]), pd.Series([0.2, 0.9, 0.4, 0.1])
    assert set(classification_metrics(classes, classes, shares)) == {
        "accuracy",
        "precision",
        "recall",
        "f1",
        "roc_auc",
        "log_loss",
    }
    assert set(regression_metrics(shares, shares)) == {"rmse", "mae", "r2", "mape"}


def test_rows_of_one_class_have_no_area_under_the_curve() -> None:
    ones = pd.Series([1, 1])
    assert "roc_auc" not in classification_metrics(ones, ones, pd.Series([0.6, 0.7]))


@pytest.mark.parametrize(
    ("metric", "candidate", "incumbent", "better"),
    [("f1", 0.4, 0.3, True), ("f1", 0.3, 0.3, False), ("rmse", 50, 60, True), ("log_loss", 0.6, 0.5, False)],
)
def test_better_is_by_the_metrics_own_direction(metric: str, candidate: float, incumbent: float, better: bool) -> None:
    assert is_better(metric, candidate, incumbent) is better


@pytest.mark.parametrize(
    ("bound", "value", "failure"),
    [
        ({"atLeast": 0.5}, 0.5, None),
        ({"atLeast": 0.5}, 0.4, "f1 is 0.4, below 0.5"),
        ({"atMost": 0.5}, 0.6, "f1 is 0.6, above 0.5"),
        ({"atLeast": 0.5}, None, "f1 was not measured"),
        ({"atLeast": 0.5}, float("nan"), "f1 was not measured"),
    ],
)
def test_a_threshold_says_why_it_fails(bound: dict[str, float], value: float | None, failure: str | None) -> None:
    assert Threshold.model_validate(bound).failure("f1", value) == failure


class TestPopulationStabilityIndex:
    reference = pd.Series(np.random.default_rng(0).normal(size=5000))

    def test_the_same_values_have_not_moved(self) -> None:
        assert population_stability_index(self.reference, self.reference) == 0

    def test_shifted_values_have_moved(self) -> None:
        assert population_stability_index(self.reference, self.reference + 1) > 0.25  # noqa: PLR2004

    def test_values_that_went_missing_count(self) -> None:
        assert population_stability_index(self.reference, self.reference.mask(self.reference > 0)) > 0.25  # noqa: PLR2004

    def test_a_new_category_counts(self) -> None:
        carriers = pd.Series(["UA", "DL"] * 100)
        assert population_stability_index(carriers, carriers) == 0
        assert population_stability_index(carriers, carriers.replace("UA", "AA")) > 0.25  # noqa: PLR2004

    def test_a_constant_has_not_moved(self) -> None:
        assert population_stability_index(pd.Series([1.0] * 10), pd.Series([1.0] * 5)) == 0
