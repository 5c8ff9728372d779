import type { RuleCases } from "../../cases/planted";
import { policy } from "./shared/planted-policy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a policy that leaves the mode open",
      stack: "prod",
      changes: [policy("cluster-policies-jobs", { data_security_mode: undefined })],
      says: "any mode",
    },
    {
      name: "a policy with a mode of old among the good ones",
      stack: "dev",
      changes: [
        policy("cluster-policies-interactive", {
          data_security_mode: { type: "allowlist", values: ["SINGLE_USER", "LEGACY_TABLE_ACL"] },
        }),
      ],
      says: "LEGACY_TABLE_ACL",
    },
    {
      name: "a policy whose mode may be left out",
      stack: "staging",
      changes: [
        policy("cluster-policies-jobs", {
          data_security_mode: { type: "allowlist", values: ["SINGLE_USER"], isOptional: true },
        }),
      ],
      says: "its clusters may have any mode, or none",
    },
  ],
  leftAlone: [
    {
      name: "a policy for clusters that several share, each with their own rights",
      stack: "dev",
      changes: [
        policy("cluster-policies-interactive", { data_security_mode: { type: "fixed", value: "USER_ISOLATION" } }),
      ],
    },
  ],
};
