import { edit, type RuleCases } from "../../testing/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "run identities that may write the catalog's files",
      stack: "dev",
      changes: [
        edit(grants, "unity-catalog-catalog-location-grants", (inputs) => {
          inputs.grants?.push({ principal: "lakestage-dev-runners", privileges: ["WRITE_FILES"] });
        }),
      ],
      says: "WRITE_FILES",
    },
    {
      name: "the credential below all locations",
      changes: [
        edit(grants, "unity-catalog-credential-grants", (inputs) => {
          inputs.grants?.push({ principal: "ml-engineers", privileges: ["READ FILES"] });
        }),
      ],
      says: "READ_FILES",
    },
    {
      name: "a catalog whose data lie where tests write",
      stack: "staging",
      changes: [
        edit("databricks:index/catalog:Catalog", "unity-catalog-catalog", (inputs) => {
          inputs.storageRoot = "abfss://data-lake-temporary@data-lake-account.dfs.core.windows.net/catalog";
        }),
      ],
      finds: ["unity-catalog-temporary-location-grants"],
      engineFree: "names of storage accounts are Azure's own there",
    },
  ],
  leftAlone: [
    {
      name: "a location that may be looked through",
      changes: [
        edit(grants, "unity-catalog-catalog-location-grants", (inputs) => {
          inputs.grants?.push({ principal: "ml-engineers", privileges: ["BROWSE"] });
        }),
      ],
    },
    {
      name: "the location of tests' files",
      stack: "staging",
      changes: [
        edit(grants, "unity-catalog-temporary-location-grants", (inputs) => {
          inputs.grants?.push({ principal: "ml-engineers", privileges: ["READ_FILES", "CREATE_EXTERNAL_VOLUME"] });
        }),
      ],
    },
  ],
};
