/** The private DNS zone that Azure reserves for private endpoints to a part of a service. */
export const zoneOf = (subResource: string): string | undefined => ZONES.get(subResource.replace(/_secondary$/, ""));

const ZONES = new Map([
  ["blob", "privatelink.blob.core.windows.net"],
  ["browser_authentication", "privatelink.azuredatabricks.net"],
  ["databricks_ui_api", "privatelink.azuredatabricks.net"],
  ["dfs", "privatelink.dfs.core.windows.net"],
  ["file", "privatelink.file.core.windows.net"],
  ["queue", "privatelink.queue.core.windows.net"],
  ["table", "privatelink.table.core.windows.net"],
  ["vault", "privatelink.vaultcore.azure.net"],
]);
