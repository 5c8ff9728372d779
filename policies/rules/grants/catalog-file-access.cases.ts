import { append, type RuleCases, set } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "run identities that may write the catalog's files",
      stack: "dev.platform",
      changes: [
        append(grants, "unity-catalog-catalog-location-grants", "grants", {
          principal: "lakestage-dev-runners",
          privileges: ["WRITE_FILES"],
        }),
      ],
      says: "WRITE_FILES",
    },
    {
      name: "the credential below all locations",
      changes: [
        append(grants, "unity-catalog-credential-grants", "grants", {
          principal: "ml-engineers",
          privileges: ["READ FILES"],
        }),
      ],
      says: "READ_FILES",
    },
    {
      name: "a catalog whose data lie where tests write",
      stack: "staging.platform",
      changes: [
        set("databricks:index/catalog:Catalog", "unity-catalog-catalog", {
          storageRoot: "abfss://data-lake-temporary@data-lake-account.dfs.core.windows.net/catalog",
        }),
      ],
      finds: ["unity-catalog-temporary-location-grants"],
      engineFree: "names of storage accounts are Azure's own there",
      says: "holds READ_FILES, WRITE_FILES",
    },
  ],
  leftAlone: [
    {
      name: "a location that may be looked through",
      changes: [
        append(grants, "unity-catalog-catalog-location-grants", "grants", {
          principal: "ml-engineers",
          privileges: ["BROWSE"],
        }),
      ],
    },
    {
      name: "the location of tests' files",
      stack: "staging.platform",
      changes: [
        append(grants, "unity-catalog-temporary-location-grants", "grants", {
          principal: "ml-engineers",
          privileges: ["READ_FILES", "CREATE_EXTERNAL_VOLUME"],
        }),
      ],
    },
  ],
};
