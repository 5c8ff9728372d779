"""Wrong rights, given by hand one at a time: the same cells must disagree with each, and agree again without it."""

from contextlib import contextmanager

from databricks.sdk.service.catalog import (
    Privilege,
    WorkspaceBinding,
    WorkspaceBindingBindingType,
)
from databricks.sdk.service.iam import AccessControlRequest, PermissionLevel

from project_objects import ProjectObjects

from .clients import DEPLOYER, account_as, admin
from .let_in import let_in, permitted
from .people import add_member, remove_member
from .principals import BOTH, ENGINEER, OTHER_RUNNER, OUTSIDER, SCIENTIST
from .settings_files import ENVIRONMENTS, GROUPS, PROJECT
from .views import catalogs, project_data, workspace_objects

_PROD = ProjectObjects(f"prod.{PROJECT.name}")
_SCIENTISTS = GROUPS["dataScientists"]


@contextmanager
def _granted(principal, *privileges):
    for each in privileges:
        project_data.grant(admin("prod"), "schema", _PROD.schema, principal, each)
    try:
        yield
    finally:
        for each in privileges:
            project_data.revoke(admin("prod"), "schema", _PROD.schema, principal, each)


@contextmanager
def _member(group, user_name):
    user = next(iter(account_as(DEPLOYER).users.list(filter=f'userName eq "{user_name}"')))
    add_member(group, user.id)
    try:
        yield
    finally:
        remove_member(group, user.id)


@contextmanager
def _bound(workspace):
    bindings, catalog = admin("prod").workspace_bindings, ENVIRONMENTS["prod"].catalog
    workspace_id = admin(workspace).get_workspace_id()
    read_only = WorkspaceBindingBindingType.BINDING_TYPE_READ_ONLY
    binding = WorkspaceBinding(workspace_id=workspace_id, binding_type=read_only)
    bindings.update_bindings("catalog", catalog, add=[binding])
    try:
        yield
    finally:
        bindings.update_bindings("catalog", catalog, remove=[binding])


@contextmanager
def _owned_by(group):
    schemas = admin("prod").schemas
    owner = schemas.get(_PROD.schema).owner
    schemas.update(_PROD.schema, owner=group)
    try:
        yield
    finally:
        schemas.update(_PROD.schema, owner=owner)


def _permitted(kind, object_id, level):
    entry = AccessControlRequest(group_name=_SCIENTISTS, permission_level=level)
    return permitted(kind, object_id, "prod", entry)


def _job_policy():
    found = next(each for each in admin("prod").cluster_policies.list() if each.name == "lakestage-jobs")
    return found.policy_id


# What is planted, how, and who in which cells would not be where the design has them.
PLANTED = (
    (
        "WRITE VOLUME on prod's schema for data scientists",
        lambda: _granted(_SCIENTISTS, Privilege.WRITE_VOLUME),
        project_data,
        SCIENTIST,
    ),
    (
        "MODIFY on prod's schema for all run identities",
        lambda: _granted("lakestage-prod-runners", Privilege.USE_SCHEMA, Privilege.SELECT, Privilege.MODIFY),
        project_data,
        OTHER_RUNNER,
    ),
    ("prod's schema owned by ML engineers", lambda: _owned_by(GROUPS["mlEngineers"]), project_data, BOTH),
    (
        "CAN MANAGE RUN on prod's training job for data scientists",
        lambda: _permitted("jobs", str(_PROD.job("training")), PermissionLevel.CAN_MANAGE_RUN),
        workspace_objects,
        SCIENTIST,
    ),
    (
        "prod's policy for job clusters for data scientists",
        lambda: _permitted("cluster-policies", _job_policy(), PermissionLevel.CAN_USE),
        workspace_objects,
        SCIENTIST,
    ),
    (
        "CAN QUERY on prod's endpoint for data scientists",
        lambda: _permitted(
            "serving-endpoints", admin("prod").serving_endpoints.get(_PROD.name).id, PermissionLevel.CAN_QUERY
        ),
        workspace_objects,
        SCIENTIST,
    ),
    (
        "an outsider in a data scientists' group",
        lambda: _member("senior-data-scientists", OUTSIDER.name),
        catalogs,
        OUTSIDER,
    ),
    ("prod's catalog bound to staging", lambda: _bound("staging"), catalogs, ENGINEER),
    ("an outsider let into prod's workspace", lambda: let_in(OUTSIDER, "prod"), workspace_objects, OUTSIDER),
)
