import { add, append, type RuleCases } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "ALL_PRIVILEGES on the catalog for ML engineers, in development too",
      stack: "dev.platform",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "ml-engineers",
          privileges: ["ALL PRIVILEGES"],
        }),
      ],
      says: "ALL_PRIVILEGES",
    },
    {
      name: "a run identity that manages its schema",
      stack: "prod.flight-delay",
      changes: [append(grants, "schemas-main-grants", "grants[0].privileges", "MANAGE")],
      says: "MANAGE",
    },
    {
      name: "a group of people that manages a model",
      stack: "staging.flight-delay",
      changes: [append(grants, "model-grants", "grants", { principal: "ml-engineers", privileges: ["MANAGE"] })],
      says: '"ml-engineers" holds MANAGE',
    },
    {
      name: "another service principal with the storage credential",
      changes: [
        append(grants, "unity-catalog-credential-grants", "grants", {
          principal: "5a3e7c1d-0b2f-4c68-9d11-2f6c8e4b7a01",
          privileges: ["ALL_PRIVILEGES"],
        }),
      ],
      says: '"5a3e7c1d-0b2f-4c68-9d11-2f6c8e4b7a01" holds ALL_PRIVILEGES',
    },
  ],
  leftAlone: [
    {
      name: "platform admins, who own it anyway",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "platform-admins",
          privileges: ["ALL_PRIVILEGES", "MANAGE"],
        }),
      ],
    },
    {
      name: "a run identity that manages one more model of its project",
      stack: "prod.flight-delay",
      changes: [
        add("databricks:index/grant:Grant", "second-model", {
          model: "prod.flight_delay.second",
          principal: "5a3e7c1d-0b2f-4c68-9d11-2f6c8e4b7a01",
          privileges: ["MANAGE"],
        }),
      ],
    },
  ],
};
