import { add, append, edit, type RuleCases } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "ML engineers who may change production's tables",
      changes: [
        edit(grants, "unity-catalog-catalog-grants", (inputs) => {
          inputs.grants?.find(({ principal }) => principal === "ml-engineers")?.privileges?.push("MODIFY");
        }),
      ],
      says: '"ml-engineers"',
    },
    {
      name: "a group that nobody knows, in staging",
      stack: "staging.flight-delay",
      changes: [
        add("databricks:index/grant:Grant", "analysts", {
          volume: "staging.flight_delay.files",
          principal: "analysts",
          privileges: ["READ_VOLUME", "WRITE_VOLUME"],
        }),
      ],
      says: "WRITE_VOLUME",
    },
  ],
  leftAlone: [
    {
      name: "a service principal",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "5a3e7c1d-0b2f-4c68-9d11-2f6c8e4b7a01",
          privileges: ["USE_CATALOG", "USE_SCHEMA", "MODIFY"],
        }),
      ],
    },
    {
      name: "the group of run identities",
      stack: "staging.flight-delay",
      changes: [
        add("databricks:index/grant:Grant", "shared", {
          volume: "staging.flight_delay.files",
          principal: "lakestage-staging-runners",
          privileges: ["WRITE_VOLUME"],
        }),
      ],
    },
    {
      name: "a group of people in development",
      stack: "dev.platform",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", { principal: "analysts", privileges: ["MODIFY"] }),
      ],
    },
  ],
};
