import { add, type RuleCases } from "../../cases/planted";

const STORE = "databricks:index/databaseInstance:DatabaseInstance";
const COPY = "databricks:index/databaseSyncedDatabaseTable:DatabaseSyncedDatabaseTable";

export const cases: RuleCases = {
  caught: [
    {
      name: "development's store as the child of production's",
      stack: "dev.platform",
      changes: [
        add(STORE, "store", {
          name: "lakestage-dev",
          capacity: "CU_1",
          customTags: [{ key: "environment", value: "dev" }],
          parentInstanceRef: { name: "lakestage-prod" },
        }),
      ],
      says: "it is a copy of lakestage-prod",
    },
    {
      name: "production's table, copied into development's store",
      stack: "dev.flight-delay",
      changes: [
        add(COPY, "copy", {
          name: "dev.flight_delay.flight_features_online",
          spec: { sourceTableFullName: "prod.flight_delay.flight_features", schedulingPolicy: "SNAPSHOT" },
        }),
      ],
      says: "it copies prod.flight_delay.flight_features",
    },
  ],
  leftAlone: [
    {
      name: "a copy of the environment's own table",
      stack: "dev.flight-delay",
      changes: [
        add(COPY, "copy", {
          name: "dev.flight_delay.flight_features_online",
          spec: { sourceTableFullName: "dev.flight_delay.flight_features", schedulingPolicy: "SNAPSHOT" },
        }),
      ],
    },
  ],
};
