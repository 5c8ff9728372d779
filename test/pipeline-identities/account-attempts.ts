import type { Attempt, Change } from "./attempt";
import type { EstateParts, Identity } from "./environment-parts";

const PATCH_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const NO_ADMIN = "is not an account admin";
const USER = "roles/servicePrincipal.user";
const MANAGER = "roles/servicePrincipal.manager";
const POLICY = { oidc_policy: { issuer: "https://token.example", subject: "repo:mine/mine", audiences: ["mine"] } };

/** What the account decides: who is in it, who acts as whom, and what its workspaces have. */
export function accountAttempts({ id, applicationId }: Identity, estate: EstateParts): Attempt[] {
  const { accountId, dev, metastoreId, platformAdminsId, prod, staging } = estate;
  const base = `/api/2.0/accounts/${accountId}`;
  const scim = `${base}/scim/v2`;
  const change = (what: string, method: Change["method"], path: string, body?: object): Attempt => ({
    what,
    at: "account",
    method,
    path,
    ...(body && { body }),
    lacks: NO_ADMIN,
  });
  const patch = (op: string, path: string, value: unknown): object => ({
    schemas: [PATCH_SCHEMA],
    Operations: [{ op, path, value }],
  });
  const itself = [{ value: id }];

  const directory: Attempt[] = [
    change("joins the platform admins", "PATCH", `${scim}/Groups/${platformAdminsId}`, patch("add", "members", itself)),
    change(
      "joins prod's run identities",
      "PATCH",
      `${scim}/Groups/${prod.platform("runners")}`,
      patch("add", "members", itself),
    ),
    change("takes prod's run identity out of its group", "PATCH", `${scim}/Groups/${prod.platform("runners")}`, {
      schemas: [PATCH_SCHEMA],
      Operations: [{ op: "remove", path: `members[value eq "${prod.runner.id}"]` }],
    }),
    change("makes a group", "POST", `${scim}/Groups`, { displayName: "mine", roles: [{ value: "account_admin" }] }),
    change("becomes an account admin", "PATCH", `${scim}/ServicePrincipals/${id}`, {
      ...patch("add", "roles", [{ value: "account_admin" }]),
    }),
    change("makes a service principal", "POST", `${scim}/ServicePrincipals`, { displayName: "mine" }),
    change(
      "switches prod's deployment identity off",
      "PATCH",
      `${scim}/ServicePrincipals/${prod.identity("deployment").id}`,
      patch("replace", "active", false),
    ),
    change("makes a user", "POST", `${scim}/Users`, { userName: "mine@lakestage.example" }),
  ];

  const trust: Attempt[] = (
    [
      ["prod's deployment identity", prod.identity("deployment"), false],
      ["prod's run identity", prod.runner, true],
      ["dev's deployment identity", dev.identity("deployment"), false],
      ["dev's run identity", dev.runner, true],
    ] as const
  ).flatMap(([whom, identity, ruled]) => {
    const lacks = `does not manage service principal ${identity.id}`;
    const policies = `${base}/servicePrincipals/${identity.id}/federationPolicies`;
    const ruleSet = `accounts/${accountId}/servicePrincipals/${identity.applicationId}/ruleSets/default`;
    return [
      { ...change(`makes a secret of ${whom}`, "POST", secretsOf(base, identity), {}), lacks },
      { ...change(`trusts a pipeline of its own as ${whom}`, "POST", `${policies}?policy_id=mine`, POLICY), lacks },
      {
        ...change(
          `lets itself run jobs as ${whom}`,
          "PUT",
          `/api/2.0/preview/accounts/${accountId}/access-control/rule-sets`,
          { name: ruleSet, rule_set: givenTo(applicationId, ruleSet, [USER, MANAGER]) },
        ),
        lacks: `may not manage access to ${ruleSet}`,
        // Whoever does not name the etag that there is, is told that; whoever may not, is not.
        ...(ruled && { allowed: { status: 409 } }),
      },
    ];
  });
  const account = `accounts/${accountId}/ruleSets/default`;
  trust.push(
    change("trusts an issuer of its own in the whole account", "POST", `${base}/federationPolicies`, {
      oidc_policy: { issuer: "https://token.example", audiences: ["mine"] },
    }),
    {
      ...change(
        "changes whom prod's deployment identity trusts",
        "PATCH",
        `${base}/servicePrincipals/${prod.identity("deployment").id}/federationPolicies/github?update_mask=oidc_policy`,
        POLICY,
      ),
      lacks: `does not manage service principal ${prod.identity("deployment").id}`,
    },
    {
      ...change(
        "takes prod's deployment identity its trust",
        "DELETE",
        `${base}/servicePrincipals/${prod.identity("deployment").id}/federationPolicies/github-immutable`,
      ),
      lacks: `does not manage service principal ${prod.identity("deployment").id}`,
    },
    {
      ...change(
        "manages all service principals of the account",
        "PUT",
        `/api/2.0/preview/accounts/${accountId}/access-control/rule-sets`,
        { name: account, rule_set: givenTo(applicationId, account, [MANAGER]) },
      ),
      lacks: `may not manage access to ${account}`,
    },
  );

  const assigned = (workspaceId: string, principalId: string): string =>
    `${base}/workspaces/${workspaceId}/permissionassignments/principals/${principalId}`;
  const [, connectivity = ""] = prod.platform("serverless-network-config").split("/");
  const budget = `/api/2.1/accounts/${accountId}/budget-policies`;
  const workspaces: Attempt[] = [
    change("administers prod", "PUT", assigned(prod.workspaceId, id), { permissions: ["ADMIN"] }),
    change("opens prod", "PUT", assigned(prod.workspaceId, id), { permissions: ["USER"] }),
    change("administers staging", "PUT", assigned(staging.workspaceId, id), { permissions: ["ADMIN"] }),
    change("shuts data scientists out of prod", "DELETE", assigned(prod.workspaceId, scientistsOf(estate))),
    change("lets everything out of prod's network", "POST", `${base}/network-connectivity-configs`, {
      name: "mine",
      region: "westeurope",
    }),
    change(
      "reaches its own storage from prod's network",
      "POST",
      `${base}/network-connectivity-configs/${connectivity}/private-endpoint-rules`,
      { resource_id: dev.platform("data-lake-account"), group_id: "blob" },
    ),
    change(
      "moves prod to dev's network",
      "PATCH",
      `${base}/workspaces/${prod.workspaceId}?update_mask=network_connectivity_config_id`,
      { network_connectivity_config_id: dev.platform("serverless-network-config").split("/")[1] },
    ),
    change("makes a budget policy", "POST", budget, { policy: { policy_name: "mine" } }),
    change("changes prod's budget policy", "PATCH", `${budget}/${String(prod.outputs.budgetPolicyId)}`, {
      policy_name: "mine-of-prod",
    }),
    change("deletes prod's budget policy", "DELETE", `${budget}/${String(prod.outputs.budgetPolicyId)}`),
    change("takes prod its metastore", "DELETE", `${base}/workspaces/${prod.workspaceId}/metastores/${metastoreId}`),
    change("gives prod a metastore", "POST", `${base}/workspaces/${prod.workspaceId}/metastores/${metastoreId}`, {
      metastore_assignment: {
        workspace_id: Number(prod.workspaceId),
        metastore_id: metastoreId,
        default_catalog_name: "prod",
      },
    }),
  ];
  const deletions: Attempt[] = [
    change("deletes prod's run identity", "DELETE", `${scim}/ServicePrincipals/${prod.runner.id}`),
    change("deletes prod's group of run identities", "DELETE", `${scim}/Groups/${prod.platform("runners")}`),
  ];
  return [...directory, ...trust, ...workspaces, ...deletions];
}

const secretsOf = (base: string, { id }: Identity): string => `${base}/servicePrincipals/${id}/credentials/secrets`;

const givenTo = (applicationId: string, name: string, roles: string[]): object => ({
  name,
  etag: "0",
  grant_rules: roles.map((role) => ({ role, principals: [`servicePrincipals/${applicationId}`] })),
});

const scientistsOf = ({ dev }: EstateParts): string =>
  (dev.outputs.groups as { dataScientists: { id: string } }).dataScientists.id;
