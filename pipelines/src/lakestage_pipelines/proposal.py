"""Hyperparameters as a change of the project's file."""

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node

from lakestage_pipelines.project import Hyperparameters

_INDENT = "  "


@dataclass(frozen=True)
class Proposal:
    """What a person or a pipeline makes a pull request of."""

    yaml: str
    """What the file is to say of the model."""
    patch: str
    """The change, for `git apply` at the checkout's root; nothing where the file does not have the model."""


def propose(file: str, project: str, model: str, hyperparameters: Hyperparameters) -> Proposal:
    """Changes the model's `hyperparameters` and nothing else: comments and the order of the file stay."""
    said = _flow(hyperparameters)
    block = f"models:\n{_INDENT}{model}:\n{_INDENT * 2}hyperparameters: {said}\n"
    root = yaml.compose(file, Loader=yaml.SafeLoader) if file else None
    found = _value(_value(root, "models"), model)
    if not isinstance(found, MappingNode):
        return Proposal(block, "")
    present = _value(found, "hyperparameters")
    if present is not None:
        end = present.end_mark.index
        # A block ends where the next key begins: what lies between is not the value's own.
        end = len(file[:end].rstrip()) if not getattr(present, "flow_style", False) else end
        changed = file[: present.start_mark.index] + said + file[end:]
        if not present.flow_style and present.start_mark.line != _line_of_key(found, "hyperparameters"):
            start = len(file[: present.start_mark.index].rstrip())
            changed = f"{file[:start]} {said}{file[end:]}"
    else:
        at = found.start_mark.index
        line_start = file.rindex("\n", 0, at) + 1
        indent = file[line_start:at]
        if found.flow_style or indent.strip():
            return Proposal(block, "")
        changed = f"{file[:at]}hyperparameters: {said}\n{indent}{file[at:]}"
    name = f"projects/{project}.yaml"
    lines = difflib.unified_diff(
        file.splitlines(keepends=True), changed.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    return Proposal(block, "".join(lines))


def _value(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _line_of_key(node: MappingNode, key: str) -> int:
    return int(next(name.start_mark.line for name, _ in node.value if name.value == key))


def _flow(values: Mapping[str, int | float | bool | str]) -> str:
    """As the project's files write maps; JSON's scalars are YAML's, where a float keeps its point."""
    return "{ " + ", ".join(f"{name}: {_scalar(value)}" for name, value in values.items()) + " }"


def _scalar(value: float | bool | str) -> str:
    if isinstance(value, float):
        # Six digits: what chance put behind them means nothing.
        short = f"{value:.6g}"
        return short if any(sign in short for sign in ".en") else f"{short}.0"
    return json.dumps(value)
