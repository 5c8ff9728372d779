"""Clients of the official SDK: one for each principal and place."""

import json
import os
from functools import cache

from databricks.sdk import AccountClient, WorkspaceClient
from databricks.sdk.config import Config

# As whom the estate was deployed: owns its schemas and administers the account.
DEPLOYER = "lakestage-deployer"


@cache
def estate():
    with open(os.environ["LAKESTAGE_TEST_ESTATE"], encoding="utf-8") as file:
        return json.load(file)


def _config(host, name, **settings):
    # A refusal must be seen as it came.
    return Config(host=host, token=estate()["tokens"][name], auth_type="pat", retry_timeout_seconds=5, **settings)


@cache
def workspace_as(name, environment):
    """A client of an environment's workspace, as a principal of the sandbox."""
    return WorkspaceClient(config=_config(estate()["workspaces"][environment], name))


@cache
def account_as(name):
    """A client of the account, as a principal of the sandbox."""
    return AccountClient(config=_config(estate()["account"], name, account_id=estate()["accountId"]))


def admin(environment):
    return workspace_as(DEPLOYER, environment)


def group_named(name):
    """A group of the account, with its members as they are now."""
    account = account_as(DEPLOYER)
    found = next(each for each in account.groups.list(filter=f'displayName eq "{name}"'))
    return account.groups.get(found.id)


def service_principal_named(name):
    """The identity of the account that is displayed so."""
    return next(iter(account_as(DEPLOYER).service_principals.list(filter=f'displayName eq "{name}"')))


@cache
def application_id(name):
    return service_principal_named(name).application_id
