import type { DatabricksClient } from "../../databricks-client";

/** A warehouse that may be asked: in the cloud, only while it runs, as starting one costs. */
export async function askableWarehouse(
  client: DatabricksClient,
  id: string | undefined,
  target: "sandbox" | "cloud",
): Promise<string | undefined> {
  if (id === undefined || target === "sandbox") return id;
  const warehouse = await client.find(`/api/2.0/sql/warehouses/${encodeURIComponent(id)}`);
  return warehouse?.state === "RUNNING" ? id : undefined;
}
