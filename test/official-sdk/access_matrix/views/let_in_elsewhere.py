"""Prod's CI identity in workspaces that are not its own: bindings bind it, too, whatever it holds on its catalog."""

from contextlib import ExitStack, contextmanager
from dataclasses import replace

from ..let_in import let_in
from ..principals import DEPLOYERS
from ..settings_files import ENVIRONMENTS
from . import project_data, workspace_objects

VIEW = "an identity let in elsewhere"

_ELSEWHERE = tuple(each for each in ENVIRONMENTS if each != "prod")
_IDENTITY = replace(next(each for each in DEPLOYERS if each.environment == "prod"), let_into=_ELSEWHERE)


@contextmanager
def prepared():
    with ExitStack() as stack:
        for environment in _ELSEWHERE:
            stack.enter_context(let_in(_IDENTITY, environment))
        stack.enter_context(project_data.prepared())
        yield


def cells():
    for workspace in _ELSEWHERE:
        # Of another environment's catalog it knows nothing, and its own is read-only here, or not there.
        for action in project_data.ACTIONS:
            for catalog in ("prod", workspace):
                yield replace(project_data.cell(_IDENTITY, workspace, catalog, action), view=VIEW)
        for action in workspace_objects.ACTIONS:
            yield replace(workspace_objects.cell(_IDENTITY, workspace, action), view=VIEW)
