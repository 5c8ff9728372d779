"""Values that a task leaves to later tasks of its job run.

Later tasks get them as ordinary parameters: the job declares `{{tasks.train.values.model_uri}}`.
"""

import json
from pathlib import Path
from typing import Protocol


class TaskValues(Protocol):
    """Where a task leaves values."""

    def set(self, key: str, value: str) -> None:
        """Leaves a value; a second one under the same key replaces it."""


class JobTaskValues:
    """The values of a Databricks job run."""

    def set(self, key: str, value: str) -> None:
        # Only there on a cluster.
        from databricks.sdk.runtime import dbutils  # noqa: PLC0415

        dbutils.jobs.taskValues.set(key=key, value=value)


class TaskValuesFile:
    """A JSON file, for work without a job."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def set(self, key: str, value: str) -> None:
        values: dict[str, str] = json.loads(self._path.read_text()) if self._path.exists() else {}
        self._path.write_text(json.dumps({**values, key: value}, indent=2) + "\n")
