import type { RuleCases } from "../../cases/planted";
import { policy } from "./shared/planted-policy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a policy that leaves the driver's size open",
      stack: "prod",
      changes: [policy("cluster-policies-jobs", { driver_node_type_id: undefined })],
      says: "driver_node_type_id may be any machine",
    },
    {
      name: "a policy that only keeps one size out",
      stack: "dev",
      changes: [
        policy("cluster-policies-interactive", { node_type_id: { type: "blocklist", values: ["Standard_NC24"] } }),
      ],
      says: "node_type_id may be any machine",
    },
    {
      name: "a policy with a machine that the environment does not offer",
      stack: "staging",
      changes: [
        policy("cluster-policies-jobs", {
          node_type_id: { type: "allowlist", values: ["Standard_D4ds_v5", "Standard_NC24ads_A100_v4"] },
        }),
      ],
      says: "Standard_NC24ads_A100_v4",
    },
  ],
  leftAlone: [
    {
      name: "a policy that fixes one size for both",
      stack: "prod",
      changes: [
        policy("cluster-policies-jobs", {
          node_type_id: { type: "fixed", value: "Standard_D4ds_v5" },
          driver_node_type_id: { type: "fixed", value: "Standard_D4ds_v5" },
        }),
      ],
    },
  ],
};
