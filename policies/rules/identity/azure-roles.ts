/** Azure's built-in roles that rules ask for, by the id of their definition, which is the same in every tenant. */
const NAMES: Readonly<Record<string, string>> = {
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": "Key Vault Administrator",
  "8b54135c-b56d-4d72-a534-26097cfdc8d8": "Key Vault Data Access Administrator",
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": "Key Vault Crypto Officer",
  "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": "Key Vault Secrets Officer",
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": "Key Vault Crypto Service Encryption User",
  "4633458b-17de-408a-b874-0445c86b69e6": "Key Vault Secrets User",
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
  "b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": "Reader",
  "434105ed-43f6-45c7-a02f-909b2ba83430": "Cost Management Contributor",
  "72fafb9e-0641-4937-9268-a91bfd8191a3": "Cost Management Reader",
  "17d1049b-9a84-46fb-8f53-869881c3d3ab": "Storage Account Contributor",
  "81a9662b-bebf-436f-a333-f67b29880f12": "Storage Account Key Operator Service Role",
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe": "Storage Blob Data Contributor",
  "b7e6dc6d-f1e8-4753-8033-0f276bb0955b": "Storage Blob Data Owner",
  "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1": "Storage Blob Data Reader",
};

/** The role's name; its definition's id where it is none that rules ask for. */
export function roleName(roleDefinitionId: string | undefined): string {
  const id = (roleDefinitionId ?? "").split("/").at(-1)?.toLowerCase() ?? "";
  return NAMES[id] ?? `the role ${id}`;
}

/** Names of the roles whose ids stand in a condition. */
export const rolesNamedIn = (condition: string): string[] =>
  Object.entries(NAMES).flatMap(([id, name]) => (condition.toLowerCase().includes(id) ? [name] : []));

/** How far a role reaches, from its scope: below a subscription nothing is told apart but groups and what is in them. */
export function reachOf(scope: string | undefined): "everything" | "subscription" | "resource group" | "resource" {
  const parts = (scope ?? "").split("/").filter((part) => part !== "");
  if (parts.length === 0 || parts[1]?.toLowerCase() === "microsoft.management") return "everything";
  if (parts[0]?.toLowerCase() !== "subscriptions" || parts.length > 4) return "resource";
  return parts.length < 4 ? "subscription" : "resource group";
}
