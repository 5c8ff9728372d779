import { add, type RuleCases, set } from "../../cases/planted";

const catalog = "databricks:index/catalog:Catalog";
const location = "databricks:index/externalLocation:ExternalLocation";

export const cases: RuleCases = {
  caught: [
    {
      name: "an open catalog",
      changes: [set(catalog, "unity-catalog-catalog", { isolationMode: "OPEN" })],
      says: "OPEN",
    },
    {
      name: "a catalog that does not say, which is open",
      stack: "dev.platform",
      changes: [set(catalog, "unity-catalog-catalog", { isolationMode: undefined })],
      says: "not asked for",
    },
    {
      name: "an open credential",
      changes: [
        set("databricks:index/storageCredential:StorageCredential", "unity-catalog-credential", {
          isolationMode: "ISOLATION_MODE_OPEN",
        }),
      ],
      says: "ISOLATION_MODE_OPEN",
    },
    {
      name: "one more location that does not say",
      stack: "staging.platform",
      changes: [
        add(location, "landing", {
          name: "landing",
          url: "abfss://landing@lake.dfs.core.windows.net/",
          credentialName: "staging-storage",
          owner: "platform-admins",
        }),
      ],
      says: "not asked for",
    },
  ],
  leftAlone: [
    {
      name: "an isolated catalog that may be browsed without being bound",
      changes: [set(catalog, "unity-catalog-catalog", { browseOnly: true })],
    },
    {
      name: "an isolated location that may be written to",
      changes: [set(location, "unity-catalog-catalog-location", { readOnly: false })],
    },
  ],
};
