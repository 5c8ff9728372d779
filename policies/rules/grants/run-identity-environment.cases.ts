import { append, type RuleCases } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "development's run identities in production",
      changes: [
        append(grants, "unity-catalog-catalog-grants", "grants", {
          principal: "lakestage-dev-runners",
          privileges: ["USE_CATALOG"],
        }),
      ],
      says: "of dev holds USE_CATALOG",
    },
    {
      name: "production's run identities in a schema of staging",
      stack: "staging.flight-delay",
      changes: [
        append(grants, "schemas-main-grants", "grants", {
          principal: "Lakestage-prod-runners",
          privileges: ["USE_SCHEMA", "SELECT"],
        }),
      ],
      says: '"Lakestage-prod-runners" of prod holds USE_SCHEMA, SELECT',
    },
  ],
  leftAlone: [
    {
      name: "staging's run identities in staging",
      stack: "staging.flight-delay",
      changes: [
        append(grants, "schemas-main-grants", "grants", {
          principal: "lakestage-staging-runners",
          privileges: ["USE_SCHEMA", "SELECT"],
        }),
      ],
    },
  ],
};
