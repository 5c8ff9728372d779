import { add, append, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a catalog that everybody may browse",
      stack: "dev.platform",
      changes: [
        append("databricks:index/grants:Grants", "unity-catalog-catalog-grants", "grants", {
          principal: "Account Users",
          privileges: ["BROWSE"],
        }),
      ],
      says: "BROWSE",
    },
    {
      name: "a single grant to a workspace's users",
      changes: [
        add("databricks:index/grant:Grant", "open", { table: "prod.a.b", principal: "users", privileges: ["SELECT"] }),
      ],
      says: '"users" holds SELECT',
    },
  ],
  leftAlone: [
    {
      name: "a group whose name only begins alike",
      changes: [
        append("databricks:index/grants:Grants", "unity-catalog-catalog-grants", "grants", {
          principal: "users-of-dashboards",
          privileges: ["BROWSE"],
        }),
      ],
    },
  ],
};
