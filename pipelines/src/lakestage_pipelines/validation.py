"""What was found out about a version, as a page and as data."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lakestage_pipelines.names import ModelVersionUri

Metrics = Mapping[str, float]


@dataclass(frozen=True)
class ValidationReport:
    """The outcome for one version."""

    version: ModelVersionUri
    failures: Sequence[str]
    data_version: str = ""
    rows: int = 0
    metrics: Metrics | None = None
    baseline: Metrics | None = None
    """Those of a model that predicts the same for every row."""
    slices: Mapping[str, Metrics] | None = None
    latency_milliseconds: float | None = None

    @property
    def status(self) -> str:
        return "FAILED" if self.failures else "PASSED"

    def as_json(self) -> str:
        return json.dumps(
            {
                "version": str(self.version),
                "status": self.status,
                "failures": list(self.failures),
                "data_version": self.data_version,
                "rows": self.rows,
                "metrics": self.metrics or {},
                "baseline": self.baseline or {},
                "slices": self.slices or {},
                "latency_milliseconds": self.latency_milliseconds,
            },
            indent=2,
        )

    def as_markdown(self) -> str:
        lines = [f"# Validation of {self.version}: {self.status}", ""]
        lines += [f"- {failure}" for failure in self.failures] or ["All checks passed."]
        if self.metrics is None:
            return "\n".join([*lines, ""])
        lines += ["", f"On {self.rows} held-out rows of {self.data_version}.", ""]
        lines += ["| metric | value | baseline |", "|---|---:|---:|"]
        baseline = self.baseline or {}
        lines += [
            f"| {metric} | {value:.4g} | {f'{baseline[metric]:.4g}' if metric in baseline else ''} |"
            for metric, value in sorted(self.metrics.items())
        ]
        if self.slices:
            columns = sorted(self.metrics)
            lines += ["", f"| slice | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
            lines += [
                f"| {name} | {' | '.join(f'{values[column]:.4g}' if column in values else '' for column in columns)} |"
                for name, values in self.slices.items()
            ]
        if self.latency_milliseconds is not None:
            lines += ["", f"A prediction of one row takes {self.latency_milliseconds:.3g} ms in 95 of 100 cases."]
        return "\n".join([*lines, ""])
