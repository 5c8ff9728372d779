"""The account's directory, and who is let into workspaces: for its administrators only."""

from contextlib import contextmanager

from databricks.sdk.service.iam import WorkspacePermission

from ..cell import ALLOWED, DENIED, Action, Cell
from ..clients import DEPLOYER, account_as, admin, application_id, group_named
from ..principals import ADMIN, PRINCIPALS, RUNNERS
from ..settings_files import ENVIRONMENTS, GROUPS

VIEW = "the account's directory"
_GROUP = "access-matrix"


def _let_in_again(account, environment):
    """Lets the data scientists into a workspace that they are in anyway."""
    workspace = admin(environment).get_workspace_id()
    group = group_named(GROUPS["dataScientists"])
    account.workspace_assignment.update(workspace, int(group.id), permissions=[WorkspacePermission.USER])


def _add_member(account, _environment):
    """Adds somebody to the platform admins who is among them anyway."""
    admins = group_named(GROUPS["platformAdmins"])
    body = {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "add", "value": {"members": [{"value": admins.members[0].value}]}}],
    }
    path = f"/api/2.0/accounts/{account.config.account_id}/scim/v2/Groups/{admins.id}"
    account.api_client.do("PATCH", path, body=body)


def _rule_set(account, environment):
    runner = next(each for each in RUNNERS if each.environment == environment)
    name = f"accounts/{account.config.account_id}/servicePrincipals/{application_id(runner.name)}/ruleSets/default"
    account.access_control.get_rule_set(name=name, etag="")


ACTIONS = (
    Action("list groups", lambda account, _environment: list(account.groups.list())),
    Action(
        "create a group",
        lambda account, _environment: account.groups.create(display_name=_GROUP),
        undo=lambda account, _environment, group: account.groups.delete(group.id),
    ),
    Action("add to the platform admins", _add_member),
    Action("let a group into a workspace", _let_in_again),
    Action("read who may use a run identity", _rule_set),
)


@contextmanager
def prepared():
    yield


def cells():
    for environment in ENVIRONMENTS:
        for action in ACTIONS:
            for principal in PRINCIPALS:
                yield _cell(principal, environment, action)


def _cell(principal, environment, action):
    return Cell(
        VIEW,
        principal.title,
        f"account, for {environment}",
        action.name,
        ALLOWED if principal == ADMIN else DENIED,
        lambda: action.call(account_as(principal.name), environment),
        action.undo and (lambda result: action.undo(account_as(DEPLOYER), environment, result)),
    )
