"""What the official SDK says to the pipelines' identities of dev: PermissionDenied, and nothing else."""

import pytest
from databricks.sdk.errors import PermissionDenied
from databricks.sdk.service.billing import BudgetPolicy
from databricks.sdk.service.catalog import (
    AzureManagedIdentityRequest,
    CatalogIsolationMode,
    PermissionsChange,
    Privilege,
    WorkspaceBinding,
    WorkspaceBindingBindingType,
)
from databricks.sdk.service.iam import (
    AccessControlRequest,
    GrantRule,
    Patch,
    PatchOp,
    PermissionLevel,
    RuleSetUpdateRequest,
    WorkspacePermission,
)
from databricks.sdk.service.jobs import JobRunAs, JobSettings, RunJobTask, Task
from databricks.sdk.service.oauth2 import FederationPolicy, OidcFederationPolicy
from databricks.sdk.service.settings import CreateNetworkConnectivityConfiguration
from databricks.sdk.service.sql import UpdateQueryRequestQuery

from project_objects import ProjectObjects

DEPLOYMENT, PREVIEW = "lakestage-dev-deployment", "lakestage-dev-preview"
ADMIN = "platform.admin@lakestage.example"
DEV = ProjectObjects("dev.flight-delay")


class Parts:
    """Ids of what the attempts are about, from the engine's state."""

    def __init__(self, estate):
        self._resources = estate["resources"]
        self.account_id = estate["accountId"]
        self.metastore = self._id("dev", "account-attachments-metastore").split("|")[1]
        self.prod_workspace = int(self._id("prod", "account-attachments-metastore").split("|")[0])
        self.dev_workspace = int(self._id("dev", "account-attachments-metastore").split("|")[0])
        self.prod_deployment = self._id("prod", "deployment-service-principal")
        self.prod_runner = self._id("prod", "flight-delay-runner-service-principal")
        self.prod_runners = self._id("prod", "runners")
        self.prod_budget_policy = self._id("prod", "account-attachments-budget-policy")
        self.itself = self._id("dev", "deployment-service-principal")
        self.application = self._of("dev", "deployment-service-principal")["inputs"]["applicationId"]
        self.prod_application = self._of("prod", "deployment-service-principal")["inputs"]["applicationId"]
        connector = self._of("prod", "unity-catalog-credential")["inputs"]["azureManagedIdentity"]["accessConnectorId"]
        self.prod_connector = connector

    def _id(self, environment, name):
        return self._of(environment, name)["id"]

    def _of(self, environment, name):
        stack = f"{environment}.platform"
        found = [each for each in self._resources if each["stack"] == stack and each["urn"].endswith(f"::{name}")]
        return found[0]


def _granted(parts, *privileges):
    return [PermissionsChange(principal=parts.application, add=list(privileges))]


def _job_as(run_as):
    return lambda w, p: w.jobs.create(
        name="mine", tasks=[Task("mine", run_job_task=RunJobTask(DEV.job("training")))], run_as=run_as(p)
    )


def _rules(parts):
    name = f"accounts/{parts.account_id}/servicePrincipals/{parts.prod_application}/ruleSets/default"
    rule = GrantRule(role="roles/servicePrincipal.user", principals=[f"servicePrincipals/{parts.application}"])
    return name, RuleSetUpdateRequest(name=name, etag="0", grant_rules=[rule])


IN_DEV = {
    "binds prod's catalog to dev for writing": lambda w, p: w.workspace_bindings.update_bindings(
        "catalog",
        "prod",
        add=[
            WorkspaceBinding(
                workspace_id=p.dev_workspace, binding_type=WorkspaceBindingBindingType.BINDING_TYPE_READ_WRITE
            )
        ],
    ),
    "opens prod's catalog": lambda w, p: w.catalogs.update("prod", isolation_mode=CatalogIsolationMode.OPEN),
    "grants itself prod": lambda w, p: w.grants.update(
        "catalog", "prod", changes=_granted(p, Privilege.ALL_PRIVILEGES)
    ),
    "lets itself make catalogs": lambda w, p: w.grants.update(
        "metastore", p.metastore, changes=_granted(p, Privilege.CREATE_CATALOG)
    ),
    "makes a storage credential of prod's access connector": lambda w, p: w.storage_credentials.create(
        "mine", azure_managed_identity=AzureManagedIdentityRequest(access_connector_id=p.prod_connector)
    ),
    "owns dev's storage credential": lambda w, p: w.storage_credentials.update("dev-storage", owner=p.application),
    "makes an external location": lambda w, p: w.external_locations.create(
        "mine", "abfss://mine@mine.dfs.core.windows.net/", "dev-storage"
    ),
    "has a job run as a platform admin": _job_as(lambda p: JobRunAs(user_name=ADMIN)),
    "changes a job to run as a platform admin": lambda w, p: w.jobs.update(
        DEV.job("training"), new_settings=JobSettings(run_as=JobRunAs(user_name=ADMIN))
    ),
    "makes a platform admin own a job": lambda w, p: w.permissions.update(
        "jobs",
        str(DEV.job("training")),
        access_control_list=[AccessControlRequest(user_name=ADMIN, permission_level=PermissionLevel.IS_OWNER)],
    ),
    "makes a platform admin own a query": lambda w, p: w.queries.update(
        DEV.query, update_mask="owner_user_name", query=UpdateQueryRequestQuery(owner_user_name=ADMIN)
    ),
    "lifts what restricts it": lambda w, p: w.settings.restrict_workspace_admins.delete(),
    "signs prod's run identity in to a repository": lambda w, p: w.git_credentials.create(
        "gitHub", git_username="mine", personal_access_token="none", principal_id=int(p.prod_runner)
    ),
    "makes a secret of its own": lambda w, p: w.service_principal_secrets_proxy.create(p.itself),
}

IN_ACCOUNT = {
    "joins prod's run identities": lambda a, p: a.groups_v2.patch(
        p.prod_runners, operations=[Patch(op=PatchOp.ADD, path="members", value=[{"value": p.itself}])]
    ),
    "makes a group": lambda a, p: a.groups_v2.create(display_name="mine"),
    "makes a service principal": lambda a, p: a.service_principals_v2.create(display_name="mine"),
    "makes a secret of prod's deployment identity": lambda a, p: a.service_principal_secrets.create(p.prod_deployment),
    "trusts a pipeline of its own as prod's": lambda a, p: a.service_principal_federation_policy.create(
        int(p.prod_deployment),
        FederationPolicy(
            oidc_policy=OidcFederationPolicy(issuer="https://token.example", subject="mine", audiences=["mine"])
        ),
    ),
    "lets itself act as prod's deployment identity": lambda a, p: a.access_control.update_rule_set(*_rules(p)),
    "administers prod": lambda a, p: a.workspace_assignment.update(
        p.prod_workspace, int(p.itself), permissions=[WorkspacePermission.ADMIN]
    ),
    "takes prod its metastore": lambda a, p: a.metastore_assignments.delete(p.prod_workspace, p.metastore),
    "makes a network of serverless compute": lambda a, p: a.network_connectivity.create_network_connectivity_configuration(
        CreateNetworkConnectivityConfiguration(name="mine", region="westeurope")
    ),
    "changes prod's budget policy": lambda a, p: a.budget_policy.update(
        p.prod_budget_policy, BudgetPolicy(policy_name="mine")
    ),
}

IN_PROD = {
    "lists what prod's catalog grants": lambda w, p: w.grants.get("catalog", "prod"),
    "renames prod's jobs": lambda w, p: w.jobs.update(1, new_settings=JobSettings(name="mine")),
    "writes a secret of prod": lambda w, p: w.secrets.put_secret("lakestage", "mine", string_value="none"),
}


@pytest.fixture(scope="module")
def parts(estate):
    return Parts(estate)


@pytest.mark.parametrize("change", IN_DEV)
@pytest.mark.parametrize("principal", [DEPLOYMENT, PREVIEW])
def test_in_devs_workspace_it_does_not(workspace, parts, principal, change):
    with pytest.raises(PermissionDenied):
        IN_DEV[change](workspace("dev", principal), parts)


@pytest.mark.parametrize("change", IN_ACCOUNT)
@pytest.mark.parametrize("principal", [DEPLOYMENT, PREVIEW])
def test_in_the_account_it_does_not(account, parts, principal, change):
    with pytest.raises(PermissionDenied):
        IN_ACCOUNT[change](account(principal), parts)


@pytest.mark.parametrize("change", IN_PROD)
@pytest.mark.parametrize("principal", [DEPLOYMENT, PREVIEW])
def test_in_prods_workspace_it_does_not(workspace, parts, principal, change):
    with pytest.raises(PermissionDenied):
        IN_PROD[change](workspace("prod", principal), parts)
