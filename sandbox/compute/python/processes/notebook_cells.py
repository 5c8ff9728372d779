"""Runs a notebook's Python source: cell after cell, in one namespace."""

import contextlib
import json
import os
import re
from pathlib import Path
from typing import Any

_HEADER = "# Databricks notebook source"
_CELL = re.compile(r"^# COMMAND ----------\s*$", re.MULTILINE)
_MAGIC = re.compile(r"^# MAGIC ?", re.MULTILINE)


def run(code: dict[str, Any], names: dict[str, Any]) -> None:
    """Runs the cells; `dbutils.notebook.exit` ends it with a value, which is left for the job's run."""
    from dbruntime.dbutils import NotebookExit  # noqa: PLC0415

    try:
        _run_cells(Path(code["path"]), code.get("root"), names)
    except NotebookExit as ended:
        with contextlib.suppress(OSError):
            unfinished = f"{code['exit']}.new"
            Path(unfinished).write_text(json.dumps({"result": ended.value}))
            os.rename(unfinished, code["exit"])


def _run_cells(path: Path, root: str | None, names: dict[str, Any]) -> None:
    source = path.read_text()
    line = 1
    for cell in _CELL.split(source):
        _run_cell(cell, line, path, root, names)
        line += cell.count("\n")


def _run_cell(cell: str, line: int, path: Path, root: str | None, names: dict[str, Any]) -> None:
    text = cell.removeprefix(_HEADER)
    magic = _MAGIC.sub("", text).strip() if _MAGIC.search(text) else ""
    if not magic:
        # With the lines before it empty, so that a traceback names those of the file.
        exec(compile("\n" * (line - 1) + text, str(path), "exec"), names)
        return
    command, _, rest = magic.partition("\n")
    word, _, argument = command.partition(" ")
    if word == "%md":
        return
    if word == "%sql":
        result = names["spark"].sql("\n".join([argument, rest]).strip())
        names["_sqldf"] = result
        result.show()
        return
    if word == "%run":
        other = (path.parent / argument.strip().strip("\"'")).resolve()
        found = next((each for each in (other, other.with_suffix(".py")) if each.is_file()), None)
        if found is None or (root and not found.is_relative_to(root)):
            raise FileNotFoundError(f"Notebook not found: {argument.strip()}")
        _run_cells(found, root, names)
        return
    raise NotImplementedError(f"the sandbox does not run {word} in a notebook: it has %run, %sql and %md")
