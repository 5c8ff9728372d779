import { builtInRole, ROLE_IDS, ROLE_NAMES } from "../../../../azure/well-known-ids";

/** The role's name; its definition's id where it is none that is known. */
export function roleName(roleDefinitionId = ""): string {
  return builtInRole(roleDefinitionId) ?? `the role ${roleDefinitionId.split("/").at(-1)?.toLowerCase()}`;
}

/** Names of the roles whose ids stand in a condition. */
export const rolesNamedIn = (condition: string): string[] =>
  ROLE_NAMES.filter((name) => condition.toLowerCase().includes(ROLE_IDS[name]));

/** How far a role reaches, from its scope: below a subscription nothing is told apart but groups and what is in them. */
export function reachOf(scope: string | undefined): "everything" | "subscription" | "resource group" | "resource" {
  const parts = (scope ?? "").split("/").filter((part) => part !== "");
  if (parts.length === 0 || parts[1]?.toLowerCase() === "microsoft.management") return "everything";
  if (parts[0]?.toLowerCase() !== "subscriptions" || parts.length > 4) return "resource";
  return parts.length < 4 ? "subscription" : "resource group";
}

/** Roles that do more than read and write data, with what each can do beyond it. */
export const MORE_THAN_DATA: Readonly<Record<string, string>> = {
  Contributor: "changes and deletes everything in the scope",
  "Key Vault Administrator": "reads, changes and purges everything in the vault",
  "Key Vault Crypto Officer": "deletes and purges keys",
  "Key Vault Data Access Administrator": "gives others access to the vault",
  "Key Vault Secrets Officer": "changes and deletes secrets",
  "Storage Account Contributor": "reads the account's shared keys and opens its firewall",
  "Storage Account Key Operator Service Role": "reads the account's shared keys",
  "Storage Blob Data Owner": "decides who else reads and writes files",
};
