/** The application that Azure Databricks is in every tenant: whom tokens for it are asked for, and who reads with its own. */
export const AZURE_DATABRICKS = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

/** Azure's built-in roles that environments use or rules ask for, by name: the ids of their definitions in every tenant. */
export const ROLE_IDS = {
  "Key Vault Administrator": "00482a5a-887f-4fb3-b363-3b7fe8e74483",
  "Key Vault Data Access Administrator": "8b54135c-b56d-4d72-a534-26097cfdc8d8",
  "Key Vault Crypto Officer": "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
  "Key Vault Secrets Officer": "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
  "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
  Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  "User Access Administrator": "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
  "Role Based Access Control Administrator": "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Cost Management Contributor": "434105ed-43f6-45c7-a02f-909b2ba83430",
  "Cost Management Reader": "72fafb9e-0641-4937-9268-a91bfd8191a3",
  "Storage Account Contributor": "17d1049b-9a84-46fb-8f53-869881c3d3ab",
  "Storage Account Key Operator Service Role": "81a9662b-bebf-436f-a333-f67b29880f12",
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Storage Blob Data Owner": "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
} as const;

export type RoleName = keyof typeof ROLE_IDS;

export const ROLE_NAMES = Object.keys(ROLE_IDS) as RoleName[];

/** The built-in role that a definition is, by its id or the path that ends with it. */
export function builtInRole(roleDefinitionId: string): RoleName | undefined {
  const id = roleDefinitionId.split("/").at(-1)?.toLowerCase();
  return ROLE_NAMES.find((name) => ROLE_IDS[name] === id);
}
