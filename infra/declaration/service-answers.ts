import { createHash } from "node:crypto";
import { stableGuid } from "../components/azure/role-assignment";
import type { Properties } from "./declared-resource";
import type { Services } from "./recorder";

/** What services answer to an environment's stack beside its inputs, by resource type: stand-ins that say what they are. */
export const serviceAnswers = (workspaceId: string): Services["answers"] => ({
  "azure-native:databricks:AccessConnector": () => ({ identity: { principalId: "connector-principal" } }),
  "azure-native:databricks:Workspace": () => ({
    workspaceId,
    workspaceUrl: `adb-${workspaceId}.7.azuredatabricks.net`,
    managedDiskIdentity: { principalId: "disk-principal" },
  }),
  "azure-native:keyvault:Key": ({ vaultName }) => ({
    keyUriWithVersion: `https://${String(vaultName)}.vault.azure.net/keys/databricks-workspace/v1`,
  }),
  "azure-native:keyvault:Vault": ({ properties, vaultName }) => ({
    properties: { ...(properties as object), vaultUri: `https://${String(vaultName)}.vault.azure.net/` },
  }),
  "azure-native:network:PublicIPAddress": () => ({ ipAddress: "203.0.113.10" }),
  // Others are told apart by these names.
  "azure-native:privatedns:PrivateZone": ({ privateZoneName }) => ({ name: privateZoneName }),
  "azure-native:resources:ResourceGroup": ({ resourceGroupName }) => ({ name: resourceGroupName }),
  "azure-native:managedidentity:UserAssignedIdentity": ({ resourceName }) => ({
    clientId: stableGuid("client", String(resourceName)),
    principalId: `principal-of-${String(resourceName)}`,
  }),
  // Unity Catalog's ids are full names.
  "databricks:index/catalog:Catalog": ({ name }) => ({ id: name }),
  "databricks:index/externalLocation:ExternalLocation": ({ name }) => ({ id: name }),
  "databricks:index/storageCredential:StorageCredential": ({ name }) => ({ id: name }),
  "databricks:index/schema:Schema": ({ catalogName, name }) => ({ id: fullName(catalogName, name) }),
  "databricks:index/volume:Volume": ({ catalogName, name, schemaName }) => ({
    id: fullName(catalogName, schemaName, name),
  }),
  "databricks:index/registeredModel:RegisteredModel": ({ catalogName, name, schemaName }) => ({
    id: fullName(catalogName, schemaName, name),
  }),
  "databricks:index/modelServing:ModelServing": ({ name }) => ({ servingEndpointId: `id-of-${String(name)}` }),
  "databricks:index/budgetPolicy:BudgetPolicy": () => ({ policyId: "budget-policy" }),
  "databricks:index/mwsNetworkConnectivityConfig:MwsNetworkConnectivityConfig": () => ({
    networkConnectivityConfigId: "network-connectivity",
  }),
  "databricks:index/directory:Directory": () => ({ objectId: 4713 }),
  "databricks:index/servicePrincipal:ServicePrincipal": ({ applicationId, displayName }) => ({
    id: numberOf(String(displayName)),
    applicationId: applicationId ?? stableGuid("application", String(displayName)),
  }),
});

/** What look-ups find in the account and in a workspace that is as new. */
export const newWorkspace: Services["found"] = {
  "azure-native:logic:listWorkflowTriggerCallbackUrl": () => ({
    basePath: "https://workflow.invalid/workflows/w/triggers/alert/paths/invoke",
    queries: { apiVersion: "2019-05-01", sp: "run", sv: "1.0", sig: "signature" },
  }),
  "databricks:index/getGroup:getGroup": ({ displayName }: Properties) => ({
    id: `id-of-${String(displayName)}`,
    displayName,
  }),
  "databricks:index/getSchemas:getSchemas": () => ({ ids: [] }),
  "databricks:index/getServingEndpoints:getServingEndpoints": () => ({ endpoints: [] }),
  "databricks:index/getSparkVersion:getSparkVersion": ({ ml }: Properties) => ({
    id: ml ? "17.3.x-cpu-ml-scala2.13" : "17.3.x-scala2.13",
  }),
  "databricks:index/getTables:getTables": () => ({ ids: [] }),
};

/** What the engine says of stacks that were deployed earlier. @param outputsOf a stack's outputs; none of one that is not. */
export const deployedStacks = (outputsOf: (stack: string) => Properties): Services["found"] => ({
  "pulumi:pulumi:readStackOutputs": ({ name }) => ({ outputs: outputsOf(shortName(name)) }),
  // Each of its resources has some: here the stack itself stands for all.
  "pulumi:pulumi:readStackResourceOutputs": ({ stackName }) => {
    const outputs = outputsOf(shortName(stackName));
    return { outputs: Object.keys(outputs).length > 0 ? { stack: outputs } : {} };
  },
});

/** `organization/lakestage/prod` → `prod` */
const shortName = (name: unknown): string => String(name).split("/").at(-1) ?? "";

const fullName = (...parts: unknown[]): string => parts.join(".");

/** Digits, as Databricks' ids of principals are; the same ones for the same name. */
const numberOf = (name: string): string => String(createHash("sha256").update(name).digest().readUIntBE(0, 6));
