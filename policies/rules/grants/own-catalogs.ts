import { ALWAYS, resourceRule } from "../../rule";

/** What makes a catalog a view of somebody else's data, or hands its encryption to somebody else. */
const NOT_OWN = {
  connectionName: "it shows what lies behind the connection",
  managedEncryptionSettings: "it is encrypted with a key of its own",
  options: "it takes options of another system",
  providerName: "it shows what is shared by the provider",
  shareName: "it shows the share",
} as const;

export const rule = resourceRule({
  id: "LSGRANT036",
  title: "An environment's catalog holds the environment's own data, under the environment's key",
  why: `A catalog over a connection or a share is filled by somebody else: what models learn from there, nobody in the estate has
written. Whoever holds the key of a catalog can make all of it unreadable.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Take the property away. Copy what comes from elsewhere by a job; encryption is storage's, by `azure.customerManagedKeys`.",
  example: `new databricks.Catalog("catalog", { name: "prod", storageRoot, isolationMode: "ISOLATED" });`,
  types: ["databricks:index/catalog:Catalog"],
  check({ props }, report) {
    for (const [property, what] of Object.entries(NOT_OWN)) {
      const value: unknown = Reflect.get(props, property);
      if (value) report(typeof value === "string" ? `${what} ${value}` : what, property);
    }
  },
});
