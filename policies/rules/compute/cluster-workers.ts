import { ALWAYS, resourceRule } from "../../rule";
import { type Cluster, clustersOf } from "../jobs/shared/job-parts";

export const rule = resourceRule({
  id: "LSCOST021",
  title: "A job cluster has workers, or is a single machine that works itself",
  why: `A cluster without workers that is not declared as a single machine starts, is paid for, and waits for workers until the
job's time is up.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:CO", "WAF:RE"],
  remediation:
    "Set `compute.workers`; `isSingleNode: true` with `kind: CLASSIC_PREVIEW`, or `numWorkers`, or `autoscale`.",
  example: 'newCluster: { ..., kind: "CLASSIC_PREVIEW", isSingleNode: true }',
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of clustersOf(props)) {
      const { maxWorkers = 0, minWorkers = 0 } = part.autoscale ?? {};
      if (minWorkers > maxWorkers)
        report(`it shrinks to ${minWorkers} and grows to ${maxWorkers} workers`, `${path}.autoscale`);
      else if ((part.numWorkers ?? 0) + maxWorkers === 0 && !isSingle(part)) {
        report("its cluster has no workers, and is no single machine", `${path}.isSingleNode`);
      }
    }
  },
});

/** Declared as one in the present way, or by Spark's settings as before. */
const isSingle = ({ isSingleNode, sparkConf }: Cluster): boolean =>
  Boolean(isSingleNode) || sparkConf?.["spark.databricks.cluster.profile"] === "singleNode";
