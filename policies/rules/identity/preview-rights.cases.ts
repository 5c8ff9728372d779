import { ROLE_IDS, type RoleName } from "../../../azure/well-known-ids";
import { append, type Change, edit, type RuleCases, set } from "../../cases/planted";

const ROLE = "azure-native:authorization:RoleAssignment";
const SUBSCRIPTION = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";
/** Where Pulumi keeps states and the key of their secrets: outside of what stacks declare. */
const BACKEND = `${SUBSCRIPTION}/resourceGroups/lakestage-pulumi/providers`;
const STATES = `${BACKEND}/Microsoft.Storage/storageAccounts/lakestagestates/blobServices/default/containers/states`;
const VAULT = `${BACKEND}/Microsoft.KeyVault/vaults/lakestage-pulumi`;
const OWN_STATES =
  "((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path] StringLike '.pulumi/stacks/lakestage/dev*'))";

/** In place of what it is given: the resource group to look at. */
const given = (role: RoleName, more: { scope?: string; condition?: string } = {}): Change =>
  set(ROLE, "preview-reader", {
    roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${ROLE_IDS[role]}`,
    ...more,
  });

/** As the stand-ins for ids have it. */
const DEV_PREVIEW = "46a667df-b5ba-87a7-9f4c-9ddd6785237d";
const PROD_PREVIEW = "fb8b9000-ad0e-8a92-a460-c2f5a2adbcd5";

const engineFree = "The application id is a stand-in, and the engine's run has another.";

export const cases: RuleCases = {
  caught: [
    {
      name: "pull requests that change the budgets in their resource group",
      changes: [given("Cost Management Contributor")],
      says: "the preview identity holds Cost Management Contributor",
    },
    {
      name: "pull requests that read the vault's secrets",
      stack: "dev.platform",
      changes: [given("Key Vault Secrets User", { scope: VAULT })],
      says: "the preview identity holds Key Vault Secrets User",
    },
    {
      name: "pull requests that see every environment",
      stack: "staging.platform",
      changes: [given("Reader", { scope: SUBSCRIPTION })],
      says: "sees every environment of the subscription",
    },
    {
      name: "pull requests that read every stack's state",
      changes: [given("Storage Blob Data Reader", { scope: STATES })],
      says: "reads every file in the scope",
    },
    {
      name: "pull requests that decrypt with every key of a vault",
      changes: [given("Key Vault Crypto User", { scope: VAULT })],
      says: "decrypts with more than one key",
    },
    {
      name: "pull requests that open the SQL editor",
      changes: [
        set("databricks:index/entitlements:Entitlements", "entitlements-preview", { databricksSqlAccess: true }),
      ],
      says: "is entitled to databricksSqlAccess",
    },
    {
      name: "pull requests that read a project's tables",
      stack: "dev.flight-delay",
      changes: [
        append("databricks:index/grants:Grants", "schemas-main-grants", "grants", {
          principal: DEV_PREVIEW,
          privileges: ["USE_SCHEMA", "SELECT"],
        }),
      ],
      says: "holds something on a schema",
      engineFree,
    },
    {
      name: "pull requests that start a project's training",
      stack: "prod.flight-delay",
      changes: [
        append("databricks:index/permissions:Permissions", "training-permissions", "accessControls", {
          servicePrincipalName: PROD_PREVIEW,
          permissionLevel: "CAN_MANAGE_RUN",
        }),
      ],
      says: "the preview identity has CAN_MANAGE_RUN",
      engineFree,
    },
    {
      name: "a job that runs as the identity of pull requests",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/job:Job", "training", { "runAs.servicePrincipalName": PROD_PREVIEW })],
      says: "it runs as the preview identity",
      engineFree,
    },
    {
      name: "pull requests that run jobs as a project",
      stack: "dev.platform",
      changes: [
        edit("databricks:index/accessControlRuleSet:AccessControlRuleSet", "flight-delay-runner-users", (ruleSet) => {
          ruleSet.grantRules?.[0]?.principals?.push(`servicePrincipals/${DEV_PREVIEW}`);
        }),
      ],
      says: "it is given to the preview identity",
      engineFree,
    },
  ],
  leftAlone: [
    {
      name: "pull requests that look at one resource",
      changes: [given("Reader", { scope: `${SUBSCRIPTION}/resourceGroups/lakestage-prod` })],
    },
    {
      name: "pull requests that read their environment's states",
      stack: "dev.platform",
      changes: [given("Storage Blob Data Reader", { scope: STATES, condition: OWN_STATES })],
    },
    {
      name: "pull requests that decrypt states",
      changes: [given("Key Vault Crypto User", { scope: `${VAULT}/keys/states` })],
    },
    {
      name: "run identities that open the SQL editor",
      changes: [
        set("databricks:index/entitlements:Entitlements", "entitlements-runners", { databricksSqlAccess: true }),
      ],
    },
  ],
};
