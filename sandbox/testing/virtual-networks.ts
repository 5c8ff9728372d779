import type { JsonObject } from "../control-plane";

/** A network of 10.0.0.0/16. */
export const network = (properties: JsonObject = {}): JsonObject => ({
  location: "westeurope",
  properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, ...properties },
});

export const subnetBody = (addressPrefix: string, properties: JsonObject = {}): { properties: JsonObject } => ({
  properties: { addressPrefix, ...properties },
});

/** Hands a subnet over to Databricks. */
export const delegated: JsonObject = {
  delegations: [{ name: "databricks", properties: { serviceName: "Microsoft.Databricks/workspaces" } }],
};
