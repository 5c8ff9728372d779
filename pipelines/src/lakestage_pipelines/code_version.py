"""Which commit the running code is of."""

import subprocess
from importlib.resources import files
from pathlib import Path, PurePosixPath

from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import NotFound, PermissionDenied
from databricks.sdk.service.workspace import ObjectType

from lakestage_pipelines import __version__
from lakestage_pipelines.errors import TaskError

COMMIT_FILE = "commit.txt"
"""Beside this file in a wheel: the build puts it there."""

_PACKAGE = Path(__file__).resolve().parent
_WORKSPACE = "/Workspace"


def code_version(*, local: bool, package: Path = _PACKAGE) -> str:
    """The commit of the Git folder, of the wheel or of the checkout that the package lies in."""
    if package.is_relative_to(_WORKSPACE):
        commit = _of_git_folder(PurePosixPath("/", package.relative_to(_WORKSPACE)))
    else:
        commit = _of_wheel() or _of_checkout(package)
    if commit:
        return commit
    if local:
        return f"lakestage_pipelines {__version__}, of no commit"
    raise TaskError(
        f"nothing says which commit the code in {package} is of, and every version must: run it from a Git folder that "
        "the job's identity may read, or from a wheel that was built in a checkout, or give --git-commit"
    )


def _of_git_folder(path: PurePosixPath) -> str | None:
    workspace = WorkspaceClient()
    for folder in path.parents:
        try:
            found = workspace.workspace.get_status(str(folder))
        except (NotFound, PermissionDenied):
            return None
        if found.object_type is ObjectType.REPO and found.object_id is not None:
            return workspace.repos.get(found.object_id).head_commit_id
    return None


def _of_wheel() -> str | None:
    file = files(__package__) / COMMIT_FILE
    return file.read_text().strip() or None if file.is_file() else None


def _of_checkout(package: Path) -> str | None:
    # Tags are left out: the commit itself is wanted, and whether files have changed since.
    command = ["git", "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty"]
    try:
        found = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return found.stdout.strip() if found.returncode == 0 else None
