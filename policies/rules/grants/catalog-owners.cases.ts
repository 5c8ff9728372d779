import { type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a catalog that is a person's",
      changes: [set("databricks:index/catalog:Catalog", "unity-catalog-catalog", { owner: "ada@lakestage.example" })],
      says: "ada@lakestage.example",
    },
    {
      name: "a credential that is whoever's deploys it",
      stack: "dev.platform",
      changes: [
        set("databricks:index/storageCredential:StorageCredential", "unity-catalog-credential", { owner: undefined }),
      ],
      says: "no owner",
    },
    {
      name: "a location that is everybody's",
      stack: "staging.platform",
      changes: [
        set("databricks:index/externalLocation:ExternalLocation", "unity-catalog-temporary-location", {
          owner: "account users",
        }),
      ],
      says: '"account users" owns it',
    },
  ],
  leftAlone: [
    {
      name: "the group in other letters",
      changes: [set("databricks:index/catalog:Catalog", "unity-catalog-catalog", { owner: "Platform-Admins" })],
    },
  ],
};
