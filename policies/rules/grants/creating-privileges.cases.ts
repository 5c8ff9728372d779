import { add, append, edit, type RuleCases } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "ML engineers who may make schemas in staging",
      stack: "staging.platform",
      changes: [
        edit(grants, "unity-catalog-catalog-grants", (inputs) => {
          inputs.grants?.find(({ principal }) => principal === "ml-engineers")?.privileges?.push("CREATE_SCHEMA");
        }),
      ],
      says: "CREATE_SCHEMA",
    },
    {
      name: "another group that may make functions and tables in production's schema",
      stack: "prod.flight-delay",
      changes: [
        add("databricks:index/grant:Grant", "analysts", {
          schema: "prod.other",
          principal: "analysts",
          privileges: ["USE_SCHEMA", "CREATE_TABLE", "CREATE_FUNCTION"],
        }),
      ],
      says: "CREATE_TABLE, CREATE_FUNCTION",
    },
  ],
  leftAlone: [
    {
      name: "the project's run identity",
      stack: "prod.flight-delay",
      changes: [
        append(grants, "schemas-monitoring-grants", "grants[0].privileges", "CREATE_VOLUME", "CREATE_FUNCTION"),
      ],
    },
    {
      name: "a group of people in development",
      stack: "dev.platform",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "analysts",
          privileges: ["CREATE_SCHEMA"],
        }),
      ],
    },
  ],
};
