"""`dbutils`, as far as a job's task has it in the sandbox: task values, widgets, and the end of a notebook.

What the task is told, and what it leaves, are files beside its output: `LAKESTAGE_TASK_CONTEXT` names the one that is
read, which says where the other is.
"""

import json
import os
from pathlib import Path
from typing import Any

_LARGEST_VALUE = 48 * 1024
_MOST_VALUES = 250
_NOTHING = object()


class NotebookExit(Exception):
    """Ends a notebook with a value."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


class _TaskValues:
    def __init__(self, given: dict[str, dict[str, Any]], left: Path | None) -> None:
        self._given = given
        self._left = left

    def get(
        self,
        taskKey: str,
        key: str,
        default: Any = _NOTHING,  # noqa: ANN401
        debugValue: Any = None,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        values = self._given.get(taskKey)
        if values is not None and key in values:
            return values[key]
        if default is not _NOTHING:
            return default
        if values is None:
            raise ValueError(f"Task key does not exist in run: {taskKey}")
        raise ValueError(f"No task value was found for key {key} in task {taskKey}")

    def set(self, key: str, value: Any) -> None:  # noqa: ANN401
        if not isinstance(key, str) or not key:
            raise TypeError("Task value key must be a string that is not empty")
        text = json.dumps(value)
        if len(text.encode()) > _LARGEST_VALUE:
            raise ValueError(f"Task value of key {key} is larger than {_LARGEST_VALUE} bytes as JSON")
        if self._left is None:
            return
        values = json.loads(self._left.read_text()) if self._left.exists() else {}
        values[key] = value
        if len(values) > _MOST_VALUES:
            raise ValueError(f"A job run has at most {_MOST_VALUES} task values")
        unfinished = self._left.with_suffix(".new")
        unfinished.write_text(json.dumps(values))
        unfinished.replace(self._left)


class _Jobs:
    def __init__(self, values: _TaskValues) -> None:
        self.taskValues = values


class _Widgets:
    def __init__(self, parameters: dict[str, str]) -> None:
        self._parameters = parameters
        self._defaults: dict[str, str] = {}

    def text(self, name: str, defaultValue: str, label: str | None = None) -> None:
        self._defaults[name] = defaultValue

    def dropdown(self, name: str, defaultValue: str, choices: list[str], label: str | None = None) -> None:
        self._defaults[name] = defaultValue

    combobox = dropdown
    multiselect = dropdown

    def get(self, name: str) -> str:
        found = self.getAll().get(name)
        if found is None:
            raise ValueError(f"InputWidgetNotDefined: No input widget named {name} is defined")
        return found

    getArgument = get

    def getAll(self) -> dict[str, str]:
        return {**self._defaults, **self._parameters}

    def remove(self, name: str) -> None:
        self._defaults.pop(name, None)

    def removeAll(self) -> None:
        self._defaults.clear()


class _Notebook:
    def exit(self, value: str) -> None:
        raise NotebookExit(str(value))


class _Missing:
    """A part that the sandbox does not have, which says so."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        raise NotImplementedError(f"dbutils.{self._name}.{name} is not in the sandbox: use the Databricks SDK instead")


class DBUtils:
    def __init__(self) -> None:
        path = os.environ.get("LAKESTAGE_TASK_CONTEXT")
        context: dict[str, Any] = json.loads(Path(path).read_text()) if path else {}
        left = context.get("leaves_values_in")
        self.jobs = _Jobs(_TaskValues(context.get("values", {}), Path(left) if left else None))
        self.widgets = _Widgets(context.get("parameters", {}))
        self.notebook = _Notebook()
        self.fs = _Missing("fs")
        self.secrets = _Missing("secrets")
        self.credentials = _Missing("credentials")
