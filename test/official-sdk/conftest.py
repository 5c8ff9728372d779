"""Clients of the sandbox, made with the official SDK and nothing of ours."""

import json
import os

import pytest
from databricks.sdk import AccountClient, WorkspaceClient
from databricks.sdk.config import Config


@pytest.fixture(scope="session")
def estate():
    """Addresses, tokens and declared resources, as the caller of this test suite wrote them down."""
    with open(os.environ["LAKESTAGE_TEST_ESTATE"], encoding="utf-8") as file:
        return json.load(file)


def _config(**settings):
    # One attempt: a refusal must be seen as it came.
    return Config(auth_type="pat", retry_timeout_seconds=5, **settings)


@pytest.fixture(scope="session")
def workspace(estate):
    """A client of one environment's workspace, as one principal of the sandbox."""

    def client(environment, principal):
        return WorkspaceClient(
            config=_config(host=estate["workspaces"][environment], token=estate["tokens"][principal])
        )

    return client


@pytest.fixture(scope="session")
def account(estate):
    """A client of the account, as one principal of the sandbox."""

    def client(principal):
        return AccountClient(
            config=_config(
                host=estate["account"], account_id=estate["accountId"], token=estate["tokens"][principal]
            )
        )

    return client
