/** One of each type that rules look into and the shipped estate has none of, such that they find no fault with it. */
export const HARMLESS: ReadonlyMap<string, object> = new Map<string, object>([
  [
    "databricks:index/databaseInstance:DatabaseInstance",
    { name: "lakestage-prod", capacity: "CU_1", customTags: [{ key: "environment", value: "prod" }] },
  ],
  [
    "databricks:index/grant:Grant",
    { table: "prod.flight_delay.features", principal: "data-scientists", privileges: ["BROWSE"] },
  ],
  [
    "databricks:index/ipAccessList:IpAccessList",
    { label: "offices", listType: "ALLOW", ipAddresses: ["198.51.100.0/24"] },
  ],
  [
    "databricks:index/secretAcl:SecretAcl",
    { scope: "lakestage", principal: "lakestage-prod-runners", permission: "READ" },
  ],
]);
