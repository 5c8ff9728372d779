import type { RuleCases } from "../../cases/planted";
import { firstCluster } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a cluster without isolation",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { dataSecurityMode: "NONE" })],
      says: "NONE",
    },
    {
      name: "a cluster in an old mode",
      stack: "dev.flight-delay",
      changes: [firstCluster("features", { dataSecurityMode: "LEGACY_SINGLE_USER" })],
      says: "LEGACY_SINGLE_USER",
    },
    {
      name: "a cluster that says nothing",
      stack: "prod.diabetes-progression",
      changes: [firstCluster("features", { dataSecurityMode: undefined })],
      says: "names no mode",
    },
  ],
  leftAlone: [
    {
      name: "a cluster that several may use, each with their own rights",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { dataSecurityMode: "USER_ISOLATION" })],
    },
  ],
};
