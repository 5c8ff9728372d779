"""Clients of a workspace as one principal of the sandbox, made with MLflow and the Databricks SDK only."""

import json
import os
from contextlib import contextmanager

os.environ["MLFLOW_TRACKING_URI"] = "databricks"
os.environ["MLFLOW_REGISTRY_URI"] = "databricks-uc"
# A refusal must be seen as it came, and nobody is told how often MLflow was used.
os.environ["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "0"
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
# What is traced is sent by whoever the client is then.
os.environ["MLFLOW_ENABLE_ASYNC_TRACE_LOGGING"] = "false"

from databricks.sdk import WorkspaceClient
from databricks.sdk.config import Config
from mlflow.tracking import MlflowClient


def read_estate():
    """Addresses, tokens and declared resources, as the caller of this test suite wrote them down."""
    with open(os.environ["LAKESTAGE_TEST_ESTATE"], encoding="utf-8") as file:
        return json.load(file)


def environment_of(stack):
    """`prod` of `prod.flight-delay`."""
    return stack.split(".")[0]


def workspace_as(estate, environment, principal):
    """The Databricks SDK's client."""
    host, token = estate["workspaces"][environment], estate["tokens"][principal]
    return WorkspaceClient(config=Config(host=host, token=token, auth_type="pat", retry_timeout_seconds=5))


@contextmanager
def mlflow_as(estate, environment, principal):
    """MLflow's client, which takes host and token from the process's environment variables at each call."""
    before = {name: os.environ.get(name) for name in ("DATABRICKS_HOST", "DATABRICKS_TOKEN")}
    os.environ["DATABRICKS_HOST"] = estate["workspaces"][environment]
    os.environ["DATABRICKS_TOKEN"] = estate["tokens"][principal]
    try:
        yield MlflowClient()
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
