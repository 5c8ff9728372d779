import { edit, type RuleCases } from "../../testing/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a catalog that is a person's",
      changes: [
        edit("databricks:index/catalog:Catalog", "unity-catalog-catalog", (inputs) => {
          inputs.owner = "ada@lakestage.example";
        }),
      ],
      says: "ada@lakestage.example",
    },
    {
      name: "a credential that is whoever's deploys it",
      stack: "dev",
      changes: [
        edit("databricks:index/storageCredential:StorageCredential", "unity-catalog-credential", (inputs) => {
          delete inputs.owner;
        }),
      ],
      says: "no owner",
    },
    {
      name: "a location that is everybody's",
      stack: "staging",
      changes: [
        edit("databricks:index/externalLocation:ExternalLocation", "unity-catalog-temporary-location", (inputs) => {
          inputs.owner = "account users";
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "the group in other letters",
      changes: [
        edit("databricks:index/catalog:Catalog", "unity-catalog-catalog", (inputs) => {
          inputs.owner = "Platform-Admins";
        }),
      ],
    },
  ],
};
