import type { RuleCases } from "../../cases/planted";
import { firstCluster } from "../jobs/shared/planted-job";
import { policy } from "./shared/planted-policy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a policy that fixes a runtime out of support",
      stack: "prod",
      changes: [policy("cluster-policies-jobs", { spark_version: { type: "fixed", value: "10.4.x-scala2.12" } })],
      says: "10.4",
    },
    {
      name: "a policy that follows the newest release",
      stack: "prod",
      changes: [policy("cluster-policies-jobs", { spark_version: { type: "fixed", value: "auto:latest-ml" } })],
      says: "changes with every release",
    },
    {
      name: "a policy that leaves the runtime open",
      stack: "dev",
      changes: [policy("cluster-policies-interactive", { spark_version: undefined })],
      says: "any runtime",
    },
    {
      name: "a job on a release without long-term support",
      stack: "prod.flight-delay",
      changes: [firstCluster("features", { sparkVersion: "16.2.x-cpu-ml-scala2.12" })],
      says: "16.2",
    },
  ],
  leftAlone: [
    {
      name: "a policy that fixes a supported release",
      stack: "prod",
      changes: [
        policy("cluster-policies-jobs", { spark_version: { type: "fixed", value: "17.3.x-cpu-ml-scala2.13" } }),
      ],
    },
    {
      name: "a job on a release that is newer than what is known",
      stack: "prod.flight-delay",
      changes: [firstCluster("features", { sparkVersion: "19.1.x-cpu-ml-scala2.13" })],
    },
  ],
};
