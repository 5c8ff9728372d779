import { add, append, type RuleCases } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "a mistyped group",
      stack: "dev.platform",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "data-scientist",
          privileges: ["BROWSE"],
        }),
      ],
      says: '"data-scientist"',
    },
    {
      name: "some group of the account",
      stack: "prod.flight-delay",
      changes: [
        add("databricks:index/grant:Grant", "analysts", {
          table: "prod.flight_delay.predictions",
          principal: "analysts",
          privileges: ["SELECT"],
        }),
      ],
      says: '"analysts" is neither a group of the estate nor an identity',
    },
  ],
  leftAlone: [
    {
      name: "a group of the settings in other letters",
      stack: "dev.platform",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "Data-Scientists",
          privileges: ["BROWSE"],
        }),
      ],
    },
    {
      name: "a group that the stack declares",
      changes: [
        add("databricks:index/group:Group", "auditors", { displayName: "lakestage-auditors" }),
        add("databricks:index/grant:Grant", "auditors", {
          table: "prod.flight_delay.predictions",
          principal: "lakestage-auditors",
          privileges: ["SELECT"],
        }),
      ],
    },
  ],
};
