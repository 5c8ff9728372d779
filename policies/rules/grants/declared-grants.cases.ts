import { add, type RuleCases, remove } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "a catalog without a list",
      changes: [remove(grants, "unity-catalog-catalog-grants")],
      finds: ["unity-catalog-catalog"],
      says: '"prod"',
    },
    {
      name: "a location with a grant that is no list",
      stack: "staging.platform",
      changes: [
        remove(grants, "unity-catalog-temporary-location-grants"),
        add("databricks:index/grant:Grant", "temporary", {
          externalLocation: "staging-temporary",
          principal: "ml-engineers",
          privileges: ["READ_FILES"],
        }),
      ],
      finds: ["unity-catalog-temporary-location"],
      says: 'no list says what is granted on "staging-temporary"',
    },
  ],
  leftAlone: [
    {
      name: "a list under the name in other letters",
      changes: [
        remove(grants, "unity-catalog-catalog-grants"),
        add(grants, "list", { catalog: "Prod", grants: [{ principal: "ml-engineers", privileges: ["USE_CATALOG"] }] }),
      ],
    },
  ],
};
