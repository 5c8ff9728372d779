import { add, append, edit, type RuleCases } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "reading without passing through schemas",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "lakestage-prod-readers",
          privileges: ["USE_CATALOG", "SELECT"],
        }),
      ],
      says: "SELECT without USE_SCHEMA",
    },
    {
      name: "a run identity that no longer passes through its schema",
      stack: "prod.flight-delay",
      changes: [
        edit(grants, "schemas-main-grants", (inputs) => {
          for (const entry of inputs.grants ?? []) {
            entry.privileges = entry.privileges?.filter((privilege) => privilege !== "USE_SCHEMA");
          }
        }),
      ],
      says: "without USE_SCHEMA",
    },
    {
      name: "all schemas of a catalog that is shut",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", { principal: "analysts", privileges: ["USE_SCHEMA"] }),
      ],
      says: "USE_SCHEMA without USE_CATALOG",
    },
  ],
  leftAlone: [
    {
      name: "browsing, which needs nothing else",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", { principal: "analysts", privileges: ["BROWSE"] }),
      ],
    },
    {
      name: "privileges that two resources grant together",
      stack: "prod.flight-delay",
      changes: [
        add("databricks:index/grant:Grant", "passing", {
          schema: "prod.other",
          principal: "analysts",
          privileges: ["USE SCHEMA"],
        }),
        add("databricks:index/grant:Grant", "reading", {
          schema: "prod.Other",
          principal: "Analysts",
          privileges: ["SELECT"],
        }),
      ],
    },
  ],
};
