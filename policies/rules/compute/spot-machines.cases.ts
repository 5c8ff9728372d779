import type { RuleCases } from "../../cases/planted";
import { firstCluster } from "../jobs/shared/planted-job";
import { policy } from "./shared/planted-policy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a production job on spot workers",
      stack: "prod.flight-delay",
      changes: [
        firstCluster("training", { azureAttributes: { availability: "SPOT_WITH_FALLBACK_AZURE", firstOnDemand: 1 } }),
      ],
      says: "SPOT_WITH_FALLBACK_AZURE",
    },
    {
      name: "a spot driver in development",
      stack: "dev.flight-delay",
      changes: [firstCluster("training", { azureAttributes: { availability: "SPOT_AZURE" } })],
      says: "driver",
    },
    {
      name: "a policy that makes spot clusters of production's jobs",
      stack: "prod",
      changes: [
        policy("cluster-policies-jobs", { "azure_attributes.availability": { type: "fixed", value: "SPOT_AZURE" } }),
      ],
      says: "its clusters may have what is SPOT_AZURE: production's work is lost with the machine",
    },
  ],
  leftAlone: [
    {
      name: "spot workers with a driver that stays, in staging",
      stack: "staging.flight-delay",
      changes: [firstCluster("training", { azureAttributes: { availability: "SPOT_AZURE", firstOnDemand: 1 } })],
    },
    {
      name: "machines of one's own in production",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { azureAttributes: { availability: "ON_DEMAND_AZURE", firstOnDemand: 0 } })],
    },
  ],
};
