import type { RuleCases } from "../../cases/planted";
import { policy } from "./shared/planted-policy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a policy without the tag",
      stack: "prod",
      changes: [policy("cluster-policies-jobs", { "custom_tags.environment": undefined })],
      says: "no tag",
    },
    {
      name: "a policy with another environment's tag",
      stack: "staging",
      changes: [policy("cluster-policies-jobs", { "custom_tags.environment": { type: "fixed", value: "prod" } })],
      says: "environment: prod",
    },
    {
      name: "a tag that anyone may change",
      stack: "dev",
      changes: [policy("cluster-policies-interactive", { "custom_tags.environment": { type: "unlimited" } })],
      says: "its clusters need no tag environment",
    },
  ],
  leftAlone: [
    {
      name: "a policy with one more tag, that is free",
      stack: "prod",
      changes: [policy("cluster-policies-jobs", { "custom_tags.purpose": { type: "unlimited" } })],
    },
  ],
};
