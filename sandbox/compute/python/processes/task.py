"""What runs in a task's own process: a Python file, an entry point of a package, or a notebook."""

import atexit
import builtins
import contextlib
import gc
import importlib.metadata
import inspect
import json
import os
import random
import shutil
import sys
import tempfile
import threading
import traceback
import types
import zipfile
from pathlib import Path
from typing import Any, NoReturn

import notebook_cells

Specification = dict[str, Any]

_OWN = Path(__file__).parent


def run(specification: Specification) -> NoReturn:
    """Runs the task's code as `__main__`, leaves an error beside its output, and ends with its exit code."""
    _forget_parent(specification)
    shared = set(sys.modules) - {"__main__"}
    code = specification["code"]
    runners = {"file": _run_file, "entry_point": _run_entry_point, "notebook": _run_notebook}
    status = 0
    try:
        runners[code["kind"]](code)
    except SystemExit as ended:
        status = _status_of(ended)
        if status != 0:
            _leave_error(specification, ended)
    except BaseException as error:
        _leave_error(specification, error)
        traceback.print_exception(_shortened(error))
        status = 1
    _end(status, shared)


def _status_of(ended: SystemExit) -> int:
    """What a process ends with that is told so, as Python has it: a text is printed, and is a failure."""
    if ended.code is None:
        return 0
    if isinstance(ended.code, int):
        return ended.code & 0xFF
    print(ended.code, file=sys.stderr)
    return 1


def _end(status: int, shared: set[str]) -> NoReturn:
    """Ends as Python does, but for taking apart what it shares with its parent: that would copy all of its memory.

    What the task has imported and made itself is taken apart, so that files which it left open are written.
    """
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for name in set(sys.modules) - shared:
        del sys.modules[name]
    gc.collect()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def _forget_parent(specification: Specification) -> None:
    """What a process of its own would not share: streams, random numbers, the place for temporary files."""
    for name in ("stdout", "stderr"):
        getattr(sys, name).reconfigure(line_buffering=True, errors="backslashreplace")
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    tempfile.tempdir = None
    sys.dont_write_bytecode = True
    sys.path[:] = [
        *(_unpacked(entry) for entry in specification["path"]),
        *(entry for entry in sys.path if entry != str(_OWN)),
    ]
    sys.path_importer_cache.clear()
    for name in ("task", "notebook_cells", "process_tree", "supervisor", "output_file"):
        sys.modules.pop(name, None)


def _unpacked(entry: str) -> str:
    """A wheel's folder: packages read files beside their code."""
    if not entry.endswith(".whl"):
        return entry
    folder = tempfile.mkdtemp(prefix="wheel-")
    with zipfile.ZipFile(entry) as wheel:
        wheel.extractall(folder)
    return folder


def _main_module() -> types.ModuleType:
    module = types.ModuleType("__main__")
    module.__dict__["__builtins__"] = builtins
    sys.modules["__main__"] = module
    return module


def _run_file(code: dict[str, Any]) -> None:
    """As a cluster does: without `__file__`, and with the names of a notebook."""
    path = code["path"]
    sys.argv = [path, *code["parameters"]]
    module = _main_module()
    module.__dict__.update(_namespace())
    exec(compile(Path(path).read_bytes(), path, "exec"), module.__dict__)


def _run_entry_point(code: dict[str, Any]) -> None:
    """An entry point of the package's metadata, or else what its module has under that name."""
    sys.argv = [code["entry_point"], *code["parameters"]]
    _main_module()
    _entry_point(code["package"], code["entry_point"])()


def _entry_point(package: str, name: str) -> Any:  # noqa: ANN401
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        for found in importlib.metadata.distribution(package).entry_points:
            if found.name == name:
                return found.load()
        module = importlib.import_module(package)
        if hasattr(module, name):
            return getattr(module, name)
        raise ImportError(f"the package {package} has no entry point {name}")
    raise ImportError(f"the package {package} is not installed: no wheel of the task's libraries has it")


def _run_notebook(code: dict[str, Any]) -> None:
    module = _main_module()
    module.__dict__.update(_namespace())
    sys.argv = [code["path"]]
    notebook_cells.run(code, module.__dict__)


def _namespace() -> dict[str, Any]:
    """What a cluster puts into the names of a notebook or a file."""
    from dbruntime import UserNamespaceInitializer  # noqa: PLC0415

    return UserNamespaceInitializer.getOrCreate().get_namespace_globals()


def _shortened(error: BaseException) -> BaseException:
    """The error without the frames of this file, which are nobody's code."""
    trace = error.__traceback__
    while trace is not None and Path(inspect.getfile(trace.tb_frame)).parent == _OWN:
        trace = trace.tb_next
    return error.with_traceback(trace)


def _leave_error(specification: Specification, error: BaseException) -> None:
    summary = "".join(traceback.format_exception_only(error)).strip()
    trace = "".join(traceback.format_exception(_shortened(error)))
    content = {"error": summary, "error_trace": trace}
    if not _is_written(specification["result"], content):
        # A task that filled the disk itself needs nothing of that any more.
        shutil.rmtree(specification["environment"]["TMPDIR"], ignore_errors=True)
        _is_written(specification["result"], content)


def _is_written(path: str, content: dict[str, Any]) -> bool:
    """Whole or not at all: the task may be killed meanwhile."""
    unfinished = f"{path}.new"
    try:
        Path(unfinished).write_text(json.dumps(content))
        os.rename(unfinished, path)
    except OSError:
        return False
    return True
