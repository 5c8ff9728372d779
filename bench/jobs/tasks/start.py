"""All that a task of the pipelines does before its own work, and nothing else."""

import inspect
import sys
from pathlib import Path

# A cluster runs the file without setting __file__.
CHECKOUT = Path(inspect.getsourcefile(lambda: None) or "").resolve().parents[3]
sys.path.insert(0, str(CHECKOUT / "pipelines" / "src"))

from lakestage_pipelines.command_line import TASKS, parse  # noqa: E402
from lakestage_pipelines.context import open_context  # noqa: E402

task, *arguments = sys.argv[1:]
open_context(parse(task, TASKS[task].parameters, arguments))
