import type { Attempt, Change } from "./attempt";
import type { EstateParts } from "./environment-parts";

const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const ACCESS_ADMINISTRATOR = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
const BLOB_DATA_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

/** Of each kind of resource, what the sandbox and Azure both know. */
const VERSIONS: Readonly<Record<string, string>> = {
  resourceGroups: "2021-04-01",
  roleAssignments: "2022-04-01",
  locks: "2020-05-01",
  federatedIdentityCredentials: "2023-01-31",
  userAssignedIdentities: "2023-01-31",
  vaults: "2023-07-01",
  keys: "2023-07-01",
  storageAccounts: "2023-01-01",
  blobServices: "2023-01-01",
  containers: "2023-01-01",
  workspaces: "2023-02-01",
  accessConnectors: "2023-05-01",
  diagnosticSettings: "2021-05-01-preview",
  budgets: "2021-10-01",
  subnets: "2024-05-01",
  networkSecurityGroups: "2024-05-01",
  privateEndpoints: "2024-05-01",
  privateDnsZones: "2024-06-01",
  triggers: "2019-05-01",
  workflows: "2019-05-01",
};

/**
 * What Azure decides: who has which role, what is locked, who signs in as which identity, and every resource.
 * @param objectId of the identity that tries.
 */
export function azureAttempts(objectId: string, { dev, prod, staging }: EstateParts): Attempt[] {
  const subscription = prod.resourceGroup.split("/resourceGroups/")[0] ?? "";
  const change = (what: string, action: string, method: Change["method"], id: string, body?: object): Attempt => ({
    what,
    at: "azure",
    method,
    path: `${id}?api-version=${versionFor(id)}`,
    ...(body && { body }),
    lacks: `does not have authorization to perform action '${action}'`,
  });
  let assignments = 0;
  const assign = (what: string, scope: string, role: string, properties: object = {}): Attempt => {
    assignments += 1;
    const name = `00000000-0000-4000-8000-0000000000${String(assignments).padStart(2, "0")}`;
    return change(
      what,
      "Microsoft.Authorization/roleAssignments/write",
      "PUT",
      `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
      {
        properties: {
          principalId: objectId,
          principalType: "ServicePrincipal",
          roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
          ...properties,
        },
      },
    );
  };
  const locks = "providers/Microsoft.Authorization/locks";
  const trusting = (identity: string): string => `${identity}/federatedIdentityCredentials/mine`;
  const trust = (what: string, identity: string): Attempt =>
    change(
      what,
      "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
      "PUT",
      trusting(identity),
      {
        properties: {
          issuer: "https://token.example",
          subject: "repo:mine/mine",
          audiences: ["api://AzureADTokenExchange"],
        },
      },
    );
  const prodStorage = prod.platform("data-lake-account");
  const devStorage = dev.platform("data-lake-account");
  const blobs = "Microsoft.Storage/storageAccounts/blobServices";
  const onlyBlobs =
    "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR " +
    `(@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${BLOB_DATA_CONTRIBUTOR}}))`;
  return [
    // Nothing in prod can be deleted before, whoever asks.
    change(
      "takes prod's lock away",
      "Microsoft.Authorization/locks/delete",
      "DELETE",
      `${prod.resourceGroup}/${locks}/lakestage`,
    ),
    assign("owns the subscription", subscription, OWNER),
    assign("contributes to the subscription", subscription, CONTRIBUTOR),
    assign("owns prod", prod.resourceGroup, OWNER),
    assign("contributes to prod", prod.resourceGroup, CONTRIBUTOR),
    assign("owns dev", dev.resourceGroup, OWNER),
    assign("contributes to dev", dev.resourceGroup, CONTRIBUTOR),
    assign("assigns roles in dev on a condition", dev.resourceGroup, ACCESS_ADMINISTRATOR, {
      condition: onlyBlobs,
      conditionVersion: "2.0",
    }),
    assign("reads and writes prod's data past the catalog", prodStorage, BLOB_DATA_CONTRIBUTOR),
    assign("reads and writes dev's data past the catalog", devStorage, BLOB_DATA_CONTRIBUTOR),
    change(
      "takes prod's catalog its storage",
      "Microsoft.Authorization/roleAssignments/delete",
      "DELETE",
      prod.platform("data-lake-connector-access"),
    ),
    trust("has a pipeline of its own sign in as prod's deployment identity", prod.platform("deployment-identity")),
    trust("has a pipeline of its own sign in as prod's preview identity", prod.platform("preview-identity")),
    trust("has a pipeline of its own sign in as dev's deployment identity", dev.platform("deployment-identity")),
    trust("has a pipeline of its own sign in as dev's preview identity", dev.platform("preview-identity")),
    change(
      "takes prod's pipeline its trust",
      "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/delete",
      "DELETE",
      prod.platform("deployment-azure-github"),
    ),
    change(
      "makes an identity",
      "Microsoft.ManagedIdentity/userAssignedIdentities/write",
      "PUT",
      `${dev.resourceGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mine`,
      { location: "westeurope" },
    ),
    change(
      "opens prod's key vault to the internet",
      "Microsoft.KeyVault/vaults/write",
      "PATCH",
      prod.platform("key-vault-vault"),
      { properties: { publicNetworkAccess: "Enabled" } },
    ),
    change(
      "has dev's key vault go by access policies",
      "Microsoft.KeyVault/vaults/write",
      "PATCH",
      dev.platform("key-vault-vault"),
      { properties: { enableRbacAuthorization: false } },
    ),
    change(
      "makes a key in prod's key vault",
      "Microsoft.KeyVault/vaults/keys/write",
      "PUT",
      `${prod.platform("key-vault-vault")}/keys/mine`,
      { properties: { kty: "RSA" } },
    ),
    change(
      "lets prod's storage be opened with a key",
      "Microsoft.Storage/storageAccounts/write",
      "PATCH",
      prodStorage,
      { properties: { allowSharedKeyAccess: true } },
    ),
    change("lets dev's storage be opened with a key", "Microsoft.Storage/storageAccounts/write", "PATCH", devStorage, {
      properties: { allowSharedKeyAccess: true },
    }),
    change("makes a container in prod's storage", `${blobs}/containers/write`, "PUT", containerIn(prodStorage), {
      properties: {},
    }),
    change(
      "has prod's storage forget what is deleted",
      `${blobs}/write`,
      "PUT",
      `${prodStorage}/blobServices/default`,
      {
        properties: { deleteRetentionPolicy: { enabled: false } },
      },
    ),
    change(
      "tags prod's workspace",
      "Microsoft.Databricks/workspaces/write",
      "PATCH",
      prod.platform("databricks-workspace"),
      { tags: { owner: "mine" } },
    ),
    change(
      "tags dev's workspace",
      "Microsoft.Databricks/workspaces/write",
      "PATCH",
      dev.platform("databricks-workspace"),
      { tags: { owner: "mine" } },
    ),
    change(
      "makes an access connector",
      "Microsoft.Databricks/accessConnectors/write",
      "PUT",
      `${dev.resourceGroup}/providers/Microsoft.Databricks/accessConnectors/mine`,
      { location: "westeurope", identity: { type: "SystemAssigned" } },
    ),
    change(
      "changes prod's access connector",
      "Microsoft.Databricks/accessConnectors/write",
      "PATCH",
      prod.platform("data-lake-connector"),
      { tags: { owner: "mine" } },
    ),
    change(
      "stops prod's audit log",
      "Microsoft.Insights/diagnosticSettings/delete",
      "DELETE",
      prod.platform("logs-databricks"),
    ),
    change(
      "stops the audit log of prod's data",
      "Microsoft.Insights/diagnosticSettings/delete",
      "DELETE",
      prod.platform("logs-data-lake"),
    ),
    change("takes prod its budget", "Microsoft.Consumption/budgets/delete", "DELETE", prod.platform("costs-budget")),
    change(
      "reads the address that starts prod's training",
      "Microsoft.Logic/workflows/triggers/listCallbackUrl/action",
      "POST",
      `${prod.platform("retraining-workflow")}/triggers/alert/listCallbackUrl`,
    ),
    change(
      "tags prod's resource group",
      "Microsoft.Resources/subscriptions/resourceGroups/write",
      "PATCH",
      prod.resourceGroup,
      {
        tags: { owner: "mine" },
      },
    ),
    change(
      "cuts prod's private endpoint",
      "Microsoft.Network/privateEndpoints/delete",
      "DELETE",
      prod.platform("private-endpoints-key-vault"),
    ),
    change("deletes prod's container", `${blobs}/containers/delete`, "DELETE", prod.platform("data-lake-catalog")),
    change("deletes prod's key vault", "Microsoft.KeyVault/vaults/delete", "DELETE", prod.platform("key-vault-vault")),
    // One in whose network no other environment has endpoints: Azure would keep that for their sake.
    change(
      "deletes staging's resource group",
      "Microsoft.Resources/subscriptions/resourceGroups/delete",
      "DELETE",
      staging.resourceGroup,
    ),
    // Nothing can be deleted after these.
    change(
      "locks a resource of prod",
      "Microsoft.Authorization/locks/write",
      "PUT",
      `${prod.platform("logs-workspace")}/${locks}/mine`,
      { properties: { level: "CanNotDelete" } },
    ),
    change("locks the subscription", "Microsoft.Authorization/locks/write", "PUT", `${subscription}/${locks}/mine`, {
      properties: { level: "ReadOnly" },
    }),
  ];
}

const containerIn = (storage: string): string => `${storage}/blobServices/default/containers/mine`;

/** By the innermost kind that is known. */
function versionFor(id: string): string {
  const kinds = id.split("/").toReversed();
  return VERSIONS[kinds.find((kind) => kind in VERSIONS) ?? ""] ?? "";
}
