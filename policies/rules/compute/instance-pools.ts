import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { clustersOf } from "../jobs/shared/job-parts";

export const rule = resourceRule({
  id: "LSCOST020",
  title: "Job clusters draw on no instance pool",
  why: `A pool keeps machines waiting, which Azure charges for, and they bear the pool's tags, not the project's: nobody can tell
whose cost they are. Its machine size is the pool's, whatever the cluster policy allows.`,
  severity: "low",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO"],
  remediation:
    "Name a machine size (`compute.nodeType`) instead of `instancePoolId`; take serverless compute where starts must be fast.",
  example: "compute:\n  type: serverless",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of clustersOf(props)) {
      for (const pool of ["instancePoolId", "driverInstancePoolId"] as const) {
        if (part[pool]) report(`its cluster draws on the pool ${part[pool]}`, `${path}.${pool}`);
      }
    }
  },
});
