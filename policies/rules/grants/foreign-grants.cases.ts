import { add, type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "production's catalog, granted on by development",
      stack: "dev.platform",
      changes: [
        add("databricks:index/grant:Grant", "production", {
          catalog: "prod",
          principal: "data-scientists",
          privileges: ["USE_CATALOG"],
        }),
      ],
      says: "catalog prod",
    },
    {
      name: "a table of development, granted on by a project of production",
      stack: "prod.flight-delay",
      changes: [
        add("databricks:index/grants:Grants", "predictions", {
          table: "Dev.flight_delay.predictions",
          grants: [{ principal: "ml-engineers", privileges: ["SELECT"] }],
        }),
      ],
      says: "table dev.flight_delay.predictions",
    },
  ],
  leftAlone: [
    {
      name: "a table of the own catalog, named in other letters",
      stack: "prod.flight-delay",
      changes: [
        add("databricks:index/grants:Grants", "predictions", {
          table: "Prod.flight_delay.predictions",
          grants: [{ principal: "ml-engineers", privileges: ["SELECT"] }],
        }),
      ],
    },
    {
      name: "a location, which is in no catalog",
      changes: [
        set("databricks:index/grants:Grants", "unity-catalog-catalog-location-grants", { externalLocation: "landing" }),
      ],
    },
  ],
};
