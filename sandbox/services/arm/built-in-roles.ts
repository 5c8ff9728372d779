/** What a role lets its holder do to Azure's resources. Rights on the data in them are not part of this. */
export interface Role {
  name: string;
  /** `*` stands for any run of characters. */
  actions: readonly string[];
  notActions?: readonly string[];
}

const WRITE_ACCESS = ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"];
const READ = "*/read";

/** Azure's built-in roles that an MLOps estate has a use for, by the GUID of their definition, which is the same everywhere. */
export const builtInRoles: Readonly<Record<string, Role>> = {
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": { name: "Owner", actions: ["*"] },
  "b24988ac-6180-42a0-ab88-20f7382dd24c": { name: "Contributor", actions: ["*"], notActions: WRITE_ACCESS },
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": { name: "Reader", actions: [READ] },
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": {
    name: "User Access Administrator",
    actions: [READ, "Microsoft.Authorization/*"],
  },
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168": {
    name: "Role Based Access Control Administrator",
    actions: [READ, "Microsoft.Authorization/roleAssignments/*"],
  },
  "434105ed-43f6-45c7-a02f-909b2ba83430": {
    name: "Cost Management Contributor",
    actions: [READ, "Microsoft.Consumption/*", "Microsoft.CostManagement/*"],
  },
  "4d97b98b-1d4f-4787-a291-c67834d212e7": { name: "Network Contributor", actions: [READ, "Microsoft.Network/*"] },
  "b12aa53e-6015-4669-85d0-8515ebb3ae7f": {
    name: "Private DNS Zone Contributor",
    actions: ["Microsoft.Network/privateDnsZones/*"],
  },
  "17d1049b-9a84-46fb-8f53-869881c3d3ab": {
    name: "Storage Account Contributor",
    actions: ["Microsoft.Storage/storageAccounts/*"],
  },
  "f25e0fa2-a7c8-4377-a976-54943a77a395": { name: "Key Vault Contributor", actions: ["Microsoft.KeyVault/*"] },
  "92aaf0da-9dab-42b6-94a3-d43ce8d16293": {
    name: "Log Analytics Contributor",
    actions: [READ, "Microsoft.OperationalInsights/*", "Microsoft.Insights/diagnosticSettings/*"],
  },
  "73c42c96-874c-492b-b04d-ab87d138a893": { name: "Log Analytics Reader", actions: [READ] },
  "749f88d5-cbae-40b8-bcfc-e573ddc772fa": { name: "Monitoring Contributor", actions: [READ, "Microsoft.Insights/*"] },
  "43d0d8ad-25c7-4714-9337-8ba259a9fe05": { name: "Monitoring Reader", actions: [READ] },
  "87a39d53-fc1b-424a-814c-f7e04687dc9e": { name: "Logic App Contributor", actions: ["Microsoft.Logic/*"] },
  "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59": {
    name: "Managed Identity Contributor",
    actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/*"],
  },
  "f1a07417-d97a-45cb-824c-7a7467783830": {
    name: "Managed Identity Operator",
    actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/*/read"],
  },
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe": { name: "Storage Blob Data Contributor", actions: [] },
  "b7e6dc6d-f1e8-4753-8033-0f276bb0955b": { name: "Storage Blob Data Owner", actions: [] },
  "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1": { name: "Storage Blob Data Reader", actions: [] },
  "974c5e8b-45b9-4653-ba55-5f855dd0fb88": { name: "Storage Queue Data Contributor", actions: [] },
  "428e0ff0-5e57-4d9c-a221-2c70d0e0a443": { name: "EventGrid EventSubscription Contributor", actions: [] },
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": { name: "Key Vault Administrator", actions: [] },
  "21090545-7ca7-4776-b22c-e363652d74d2": { name: "Key Vault Reader", actions: [] },
  "4633458b-17de-408a-b874-0445c86b69e6": { name: "Key Vault Secrets User", actions: [] },
  "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": { name: "Key Vault Secrets Officer", actions: [] },
  "12338af0-0e69-4776-bea7-57ae8d297424": { name: "Key Vault Crypto User", actions: [] },
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": { name: "Key Vault Crypto Officer", actions: [] },
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": { name: "Key Vault Crypto Service Encryption User", actions: [] },
};

/** The GUID at the end of a role definition's id. */
export const roleGuid = (roleDefinitionId: string): string =>
  roleDefinitionId.slice(roleDefinitionId.lastIndexOf("/") + 1).toLowerCase();

export function roleNamed(name: string): string {
  const found = Object.entries(builtInRoles).find(([, role]) => role.name === name);
  if (!found) throw new Error(`There is no built-in role ${name}`);
  return found[0];
}

export function allows(role: Role, action: string): boolean {
  const matches = (pattern: string): boolean => actionPattern(pattern).test(action);
  return role.actions.some(matches) && !role.notActions?.some(matches);
}

const actionPattern = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.]/g, "\\.").replaceAll("*", ".*")}$`, "i");
