import type { Attempt, Change } from "./attempt";
import type { EnvironmentParts, EstateParts, Identity } from "./environment-parts";

const ADMIN = "platform.admin@lakestage.example";
const DEPLOYER_ID = "8e4b2d6c-9f1a-4b3c-a5d7-e6f8091a2b01";
const USER = "roles/servicePrincipal.user";
const RESTRICTED = "Admins of this workspace are restricted (RESTRICT_TOKENS_AND_JOB_RUN_AS)";
const NO_ACCOUNT_ADMIN = "is not an account admin";

const change = (what: string, method: Change["method"], path: string, lacks: string, body?: object): Attempt => ({
  what,
  at: "dev",
  method,
  path,
  ...(body && { body }),
  lacks,
});

const needsRole = ({ applicationId }: Identity): string =>
  `needs the role ${USER} on the service principal ${applicationId}`;
const asIdentity = ({ applicationId }: Identity): object => ({ run_as: { service_principal_name: applicationId } });

/** What a change of an alert has besides what it changes. */
const ALERT = {
  display_name: "mine",
  query_text: "SELECT 1",
  warehouse_id: "mine",
  evaluation: {
    comparison_operator: "GREATER_THAN",
    source: { name: "mine" },
    threshold: { value: { double_value: 1 } },
  },
  schedule: { quartz_cron_schedule: "0 0 7 * * ?", timezone_id: "UTC" },
};

/** A job that does nothing but start another. */
const jobStarting = (job: number, settings: object): object => ({
  name: "mine",
  tasks: [{ task_key: "mine", run_job_task: { job_id: job } }],
  ...settings,
});

/** Whoever may use a service principal may act as it; that takes the role, for account admins as well. */
const withRole = (accountId: string, { applicationId }: Identity): Pick<Attempt, "allowed"> => {
  const name = `accounts/${accountId}/servicePrincipals/${applicationId}/ruleSets/default`;
  const grant_rules = [{ role: USER, principals: [`servicePrincipals/${DEPLOYER_ID}`] }];
  const given: Change = {
    at: "account",
    method: "PUT",
    path: `/api/2.0/preview/accounts/${accountId}/access-control/rule-sets`,
    body: { name, rule_set: { name, etag: "0", grant_rules } },
  };
  return { allowed: { after: [given] } };
};

/**
 * What an administrator of dev's workspace is refused there: to act as somebody else, to hand work to them, to lift what
 * restricts it, and what takes rights in Azure.
 */
export function actingAttempts({ accountId, dev, prod, staging }: EstateParts): Attempt[] {
  const job = Number(dev.project("training"));
  const asAdmin = { run_as: { user_name: ADMIN } };
  const notAsAdmin = `is not authorized to run jobs as ${ADMIN}`;
  const owner = { access_control_list: [{ user_name: ADMIN, permission_level: "IS_OWNER" }] };
  // Whom it is about takes it over: nobody else may hand them anything.
  const byThemself = { allowed: { as: ADMIN } };
  const preview = dev.identity("preview");
  const query = dev.firstOf("query");
  const alert = dev.firstOf("alertV2");
  const restriction = "/api/2.0/settings/types/restrict_workspace_admins/names/default";
  const stranger = `ServicePrincipalName(${prod.runner.applicationId})`;
  return [
    {
      ...change(
        "has a job run as a platform admin",
        "POST",
        "/api/2.2/jobs/create",
        notAsAdmin,
        jobStarting(job, asAdmin),
      ),
      ...byThemself,
    },
    {
      ...change("submits a run as a platform admin", "POST", "/api/2.2/jobs/runs/submit", notAsAdmin, {
        tasks: [{ task_key: "mine", condition_task: { left: "1", op: "EQUAL_TO", right: "1" } }],
        ...asAdmin,
      }),
      ...byThemself,
    },
    {
      ...change(
        "has a job run as dev's preview identity",
        "POST",
        "/api/2.2/jobs/create",
        needsRole(preview),
        jobStarting(job, asIdentity(preview)),
      ),
      // For the alert, too.
      ...withRole(accountId, preview),
    },
    {
      ...change(
        "has a job run as prod's run identity",
        "POST",
        "/api/2.2/jobs/create",
        stranger,
        jobStarting(job, asIdentity(prod.runner)),
      ),
      status: 404,
      allowed: { body: jobStarting(job, asIdentity(dev.runner)) },
    },
    {
      ...change(
        "makes a platform admin own a new job",
        "POST",
        "/api/2.2/jobs/create",
        RESTRICTED,
        jobStarting(job, owner),
      ),
      ...byThemself,
    },
    {
      ...change("makes a platform admin own a job", "PATCH", `/api/2.0/permissions/jobs/${job}`, RESTRICTED, owner),
      ...byThemself,
    },
    {
      ...change("makes a platform admin own a job alone", "PUT", `/api/2.0/permissions/jobs/${job}`, RESTRICTED, owner),
      ...byThemself,
    },
    {
      ...change("changes a job to run as a platform admin", "POST", "/api/2.2/jobs/update", notAsAdmin, {
        job_id: job,
        new_settings: asAdmin,
      }),
      ...byThemself,
    },
    {
      ...change("replaces a job by one that runs as a platform admin", "POST", "/api/2.2/jobs/reset", notAsAdmin, {
        job_id: job,
        new_settings: jobStarting(Number(dev.project("features")), asAdmin),
      }),
      ...byThemself,
    },
    {
      ...change("makes a platform admin own a query", "PATCH", `/api/2.0/sql/queries/${query}`, RESTRICTED, {
        query: { owner_user_name: ADMIN },
        update_mask: "owner_user_name",
      }),
      ...byThemself,
    },
    {
      ...change(
        "has an alert run as a platform admin",
        "PATCH",
        `/api/2.0/alerts/${alert}?update_mask=run_as`,
        `can not run alerts as ${ADMIN}`,
        { ...ALERT, run_as: { user_name: ADMIN } },
      ),
      ...byThemself,
    },
    change(
      "has an alert run as dev's preview identity",
      "PATCH",
      `/api/2.0/alerts/${alert}?update_mask=run_as`,
      `needs the role ${USER} on the service principal ${preview.applicationId}`,
      { ...ALERT, ...asIdentity(preview) },
    ),
    {
      ...change("lets itself act for everybody", "PATCH", restriction, NO_ACCOUNT_ADMIN, {
        allow_missing: true,
        field_mask: "restrict_workspace_admins.status",
        setting: { setting_name: "default", restrict_workspace_admins: { status: "ALLOW_ALL" } },
      }),
      allowed: { status: 409 },
    },
    { ...change("forgets what restricts it", "DELETE", restriction, NO_ACCOUNT_ADMIN), allowed: { status: 409 } },
    change(
      "makes a scope of prod's key vault",
      "POST",
      "/api/2.0/secrets/scopes/create",
      "does not have the Contributor role on the key vault",
      scopeOn("of-prod", prod),
    ),
    change(
      "makes a scope of dev's key vault",
      "POST",
      "/api/2.0/secrets/scopes/create",
      "does not have the Contributor role on the key vault",
      scopeOn("of-dev", dev),
    ),
    change(
      "makes a scope of staging's key vault",
      "POST",
      "/api/2.0/secrets/scopes/create",
      "does not have the Contributor role on the key vault",
      scopeOn("of-staging", staging),
    ),
    gitCredential("signs prod's run identity in to its own repository", prod.runner),
    gitCredential("signs dev's run identity in to its own repository", dev.runner),
    change(
      "makes a secret of dev's run identity through the workspace",
      "POST",
      `/api/2.0/accounts/servicePrincipals/${dev.runner.id}/credentials/secrets`,
      `does not manage service principal ${dev.runner.id}`,
      {},
    ),
    change(
      "makes a secret of its own",
      "POST",
      `/api/2.0/accounts/servicePrincipals/${dev.identity("deployment").id}/credentials/secrets`,
      `does not manage service principal ${dev.identity("deployment").id}`,
      {},
    ),
  ];
}

/** The same of identities of prod, once dev's workspace has let them in: which its administrators may do. */
export function actingAttemptsAmongMembers({ accountId, dev, prod }: EstateParts): Attempt[] {
  const job = Number(dev.project("training"));
  const deployment = prod.identity("deployment");
  const owner = {
    access_control_list: [{ service_principal_name: deployment.applicationId, permission_level: "IS_OWNER" }],
  };
  return [
    change(
      "has a job run as prod's run identity",
      "POST",
      "/api/2.2/jobs/create",
      needsRole(prod.runner),
      jobStarting(job, asIdentity(prod.runner)),
    ),
    change("changes a job to run as prod's run identity", "POST", "/api/2.2/jobs/update", needsRole(prod.runner), {
      job_id: job,
      new_settings: asIdentity(prod.runner),
    }),
    {
      ...change(
        "has a job run as prod's deployment identity",
        "POST",
        "/api/2.2/jobs/create",
        needsRole(deployment),
        jobStarting(job, asIdentity(deployment)),
      ),
      ...withRole(accountId, deployment),
    },
    {
      ...change(
        "makes prod's deployment identity own a job",
        "PATCH",
        `/api/2.0/permissions/jobs/${job}`,
        RESTRICTED,
        owner,
      ),
      allowed: {
        as: "lakestage-prod-deployment",
        after: [
          {
            at: "account",
            method: "PUT",
            path: `/api/2.0/accounts/${accountId}/workspaces/${dev.workspaceId}/permissionassignments/principals/${deployment.id}`,
            body: { permissions: ["ADMIN"] },
          },
        ],
      },
    },
  ];
}

function gitCredential(what: string, { id }: Identity): Attempt {
  const body = {
    git_provider: "gitHub",
    git_username: "mine",
    personal_access_token: "none",
    principal_id: Number(id),
  };
  return change(what, "POST", "/api/2.0/git-credentials", `does not manage service principal ${id}`, body);
}

function scopeOn(scope: string, environment: EnvironmentParts): object {
  const vault = environment.platform("key-vault-vault");
  const name = vault.split("/").at(-1) ?? "";
  return {
    scope,
    scope_backend_type: "AZURE_KEYVAULT",
    backend_azure_keyvault: { resource_id: vault, dns_name: `https://${name}.vault.azure.net/` },
  };
}
