import { add, append, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a person in a catalog's list",
      stack: "dev.platform",
      changes: [
        append("databricks:index/grants:Grants", "unity-catalog-catalog-grants", "grants", {
          principal: "ada@lakestage.example",
          privileges: ["SELECT"],
        }),
      ],
      says: "ada@lakestage.example holds SELECT",
    },
    {
      name: "a grant of a person's own",
      stack: "prod.flight-delay",
      changes: [
        add("databricks:index/grant:Grant", "for-ada", {
          model: "prod.flight_delay.flight_delay",
          principal: "ada@lakestage.example",
          privileges: ["EXECUTE"],
        }),
      ],
      says: "ada@lakestage.example holds EXECUTE",
    },
  ],
  leftAlone: [
    {
      name: "a group that is named after a person",
      stack: "dev.platform",
      changes: [
        append("databricks:index/grants:Grants", "unity-catalog-catalog-grants", "grants", {
          principal: "team-of-ada",
          privileges: ["SELECT"],
        }),
      ],
    },
  ],
};
