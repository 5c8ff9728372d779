"""Rights outside Unity Catalog that somebody is given by hand for a while."""

from contextlib import contextmanager

from databricks.sdk.service.iam import AccessControlRequest, PermissionLevel, WorkspacePermission

from .clients import DEPLOYER, account_as, admin, estate, service_principal_named


def _id_of(principal):
    if "@" in principal.name:
        return next(iter(account_as(DEPLOYER).users.list(filter=f'userName eq "{principal.name}"'))).id
    return service_principal_named(principal.name).id


@contextmanager
def let_in(principal, environment):
    """Assigns the principal to a workspace."""
    assignments, workspace = account_as(DEPLOYER).workspace_assignment, admin(environment).get_workspace_id()
    principal_id = int(_id_of(principal))
    assignments.update(workspace, principal_id, permissions=[WorkspacePermission.USER])
    try:
        yield
    finally:
        assignments.delete(workspace, principal_id)


@contextmanager
def permitted(kind, object_id, environment, entry):
    """Adds an entry to an object's list of permissions; the list is as it was afterwards."""
    permissions = admin(environment).permissions
    before = [
        AccessControlRequest(
            group_name=each.group_name,
            user_name=each.user_name,
            service_principal_name=each.service_principal_name,
            permission_level=own.permission_level,
        )
        for each in permissions.get(kind, object_id).access_control_list
        for own in each.all_permissions
        if not own.inherited
    ]
    permissions.update(kind, object_id, access_control_list=[entry])
    try:
        yield
    finally:
        permissions.set(kind, object_id, access_control_list=before)


def granted_use_of_warehouse(principal, environment):
    entry = AccessControlRequest(user_name=principal.name, permission_level=PermissionLevel.CAN_USE)
    return permitted("warehouses", estate()["warehouses"][environment], environment, entry)
