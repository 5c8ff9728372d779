import { add, type RuleCases } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "ML engineers who may read what arrives",
      changes: [
        add(grants, "landing", {
          externalLocation: "prod-landing",
          grants: [{ principal: "ml-engineers", privileges: ["BROWSE", "READ_FILES"] }],
        }),
      ],
      says: "READ_FILES",
    },
    {
      name: "another group that may write what arrives",
      changes: [
        add("databricks:index/grant:Grant", "landing", {
          externalLocation: "prod-landing",
          principal: "suppliers",
          privileges: ["WRITE_FILES"],
        }),
      ],
      says: '"suppliers", which is no identity, holds WRITE_FILES',
    },
  ],
  leftAlone: [
    {
      name: "run identities that may read what arrives",
      changes: [
        add(grants, "landing", {
          externalLocation: "prod-landing",
          grants: [{ principal: "lakestage-prod-runners", privileges: ["READ_FILES"] }],
        }),
      ],
    },
    {
      name: "people who may read what arrives in staging",
      stack: "staging.platform",
      changes: [
        add(grants, "landing", {
          externalLocation: "staging-landing",
          grants: [{ principal: "ml-engineers", privileges: ["READ_FILES"] }],
        }),
      ],
    },
  ],
};
