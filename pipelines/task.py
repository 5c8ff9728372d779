"""Runs a task from a Git folder, where the package is not installed: `task.py <task> --name=value …`.

A job names this file in its `spark_python_task`.
"""

import inspect
import sys
from pathlib import Path

# A cluster runs the file without setting __file__.
SOURCES = Path(inspect.getsourcefile(lambda: None) or "").resolve().parent / "src"
sys.path.insert(0, str(SOURCES))

from lakestage_pipelines.command_line import main  # noqa: E402

main()
