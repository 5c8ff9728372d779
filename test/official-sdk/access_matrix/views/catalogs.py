"""Every catalog, from every workspace: bindings, and what roles may do with a catalog as a whole."""

from contextlib import contextmanager

from databricks.sdk.service.catalog import (
    PermissionsChange,
    Privilege,
    WorkspaceBinding,
    WorkspaceBindingBindingType,
)

from ..cell import ABSENT, ALLOWED, DENIED, Action, Cell, listed
from ..clients import admin, workspace_as
from ..principals import OUTSIDER, PRINCIPALS
from ..roles import ADD, GOVERN, KNOW, PASS
from ..settings_files import ENVIRONMENTS, binding

VIEW = "catalogs and bindings"
_SCHEMA = "access_matrix_schema"


def _grant(client, catalog):
    change = PermissionsChange(principal=OUTSIDER.name, add=[Privilege.BROWSE])
    client.grants.update("catalog", catalog, changes=[change])


def _revoke(client, catalog, _result):
    change = PermissionsChange(principal=OUTSIDER.name, remove=[Privilege.BROWSE])
    client.grants.update("catalog", catalog, changes=[change])


def _bind_again(client, catalog):
    """Binds the catalog to the workspace that it is bound to anyway."""
    home = next(each.name for each in ENVIRONMENTS.values() if each.catalog == catalog)
    added = WorkspaceBinding(
        workspace_id=admin(home).get_workspace_id(),
        binding_type=WorkspaceBindingBindingType.BINDING_TYPE_READ_WRITE,
    )
    client.workspace_bindings.update_bindings("catalog", catalog, add=[added])


ACTIONS = (
    Action("get it", lambda w, c: w.catalogs.get(c), frozenset({KNOW, PASS})),
    Action(
        "find it in the list",
        lambda w, c: listed([c], [each.name for each in w.catalogs.list()]),
        frozenset({KNOW, PASS}),
        listing=True,
    ),
    Action(
        "list its schemas",
        lambda w, c: listed([], [each.name for each in w.schemas.list(c)]),
        frozenset({KNOW, PASS}),
    ),
    Action(
        "create a schema",
        lambda w, c: w.schemas.create(name=_SCHEMA, catalog_name=c),
        frozenset({ADD}),
        undo=lambda a, c, _result: a.schemas.delete(f"{c}.{_SCHEMA}", force=True),
    ),
)

# An owner may mend bindings from any workspace; and what else a read-only binding leaves an owner is not documented.
FROM_HOME = (
    Action("comment on it", lambda w, c: w.catalogs.update(c, comment=w.catalogs.get(c).comment), frozenset({GOVERN})),
    Action("grant on it", _grant, frozenset({GOVERN}), undo=_revoke),
    Action(
        "read its bindings",
        lambda w, c: list(w.workspace_bindings.get_bindings("catalog", c)),
        frozenset({GOVERN}),
    ),
    Action("bind it", _bind_again, frozenset({GOVERN})),
)


@contextmanager
def prepared():
    yield


def cells():
    for workspace in ENVIRONMENTS:
        for environment in ENVIRONMENTS.values():
            reach = binding(environment.name, workspace)
            for action in (*ACTIONS, *(FROM_HOME if reach == "write" else ())):
                for principal in PRINCIPALS:
                    yield _cell(principal, workspace, environment, reach, action)


def _cell(principal, workspace, environment, reach, action):
    verbs = principal.may_with_data(environment.name, workspace)
    if not principal.is_in(workspace):
        expected = DENIED
    elif reach == "none":
        expected = ABSENT
    elif verbs & action.verbs:
        expected = ALLOWED
    else:
        expected = ABSENT if action.listing else DENIED
    catalog = environment.catalog
    return Cell(
        VIEW,
        principal.title,
        f"catalog {catalog} from {workspace}",
        action.name,
        expected,
        lambda: action.call(workspace_as(principal.name, workspace), catalog),
        action.undo and (lambda result: action.undo(admin(environment.name), catalog, result)),
    )
