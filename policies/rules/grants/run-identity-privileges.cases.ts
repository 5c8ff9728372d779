import { append, edit, type RuleCases } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "run identities that may read every project's tables",
      stack: "dev.platform",
      changes: [
        edit(grants, "unity-catalog-catalog-grants", (inputs) => {
          inputs.grants
            ?.find(({ principal }) => principal === "lakestage-dev-runners")
            ?.privileges?.push("USE_SCHEMA", "SELECT");
        }),
      ],
      says: "USE_SCHEMA, SELECT",
    },
    {
      name: "one service principal that may make schemas",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "5a3e7c1d-0b2f-4c68-9d11-2f6c8e4b7a01",
          privileges: ["USE_CATALOG", "CREATE_SCHEMA"],
        }),
      ],
      says: "CREATE_SCHEMA",
    },
  ],
  leftAlone: [
    {
      name: "one service principal that passes through",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "5a3e7c1d-0b2f-4c68-9d11-2f6c8e4b7a01",
          privileges: ["USE_CATALOG", "BROWSE"],
        }),
      ],
    },
    {
      name: "run identities that may write files where tests do",
      stack: "staging.platform",
      changes: [
        append(grants, "unity-catalog-temporary-location-grants", "grants", {
          principal: "lakestage-staging-runners",
          privileges: ["CREATE_EXTERNAL_TABLE"],
        }),
      ],
    },
  ],
};
