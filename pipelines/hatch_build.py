"""Puts the commit that a wheel is built of into it."""

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMMIT_FILE = "lakestage_pipelines/commit.txt"


class CommitHook(BuildHookInterface[Any]):
    """The file is made beside the sources, not among them: a checkout knows its commit itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        commit = _commit(Path(self.root))
        # An editable install runs from the checkout, and a source archive has none to tell.
        if commit is None or version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()
        file = Path(self._folder.name, "commit.txt")
        file.write_text(f"{commit}\n")
        build_data["force_include"][str(file)] = COMMIT_FILE


def _commit(folder: Path) -> str | None:
    command = ["git", "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty"]
    try:
        found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return found.stdout.strip() if found.returncode == 0 else None
