import { ALWAYS, resourceRule } from "../../rule";
import { type Cluster, clustersOf } from "../jobs/shared/job-parts";

export const rule = resourceRule({
  id: "LSCOST007",
  title: "Job clusters ask for no more than the environment offers",
  why: `The environment's cluster policy refuses more workers or other machines when the run begins, at night. Where a cluster
follows another policy, it simply costs more.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:CO", "WAF:RE"],
  remediation:
    "Ask for fewer (`compute.workers`, `compute.maxWorkers`, `compute.nodeType` of the project), or offer more (`compute.maxWorkers`, `compute.nodeTypes` of the environment).",
  example: "compute:\n  workers: 1\n  maxWorkers: 4",
  types: ["databricks:index/job:Job"],
  check({ props }, report, { settings: { compute } }) {
    for (const { part, path } of clustersOf(props)) {
      const workers = Math.max(part.numWorkers ?? 0, part.autoscale?.maxWorkers ?? 0, part.autoscale?.minWorkers ?? 0);
      if (workers > compute.maxWorkers) {
        report(`its cluster may have ${workers} workers, and the environment offers ${compute.maxWorkers}`, path);
      }
      for (const size of sizesOf(part).filter((name) => !compute.nodeTypes.includes(name))) {
        report(`its cluster wants ${size}, which the environment does not offer`, path);
      }
    }
  },
});

const sizesOf = ({ driverNodeTypeId, nodeTypeId }: Cluster): string[] =>
  [...new Set([nodeTypeId, driverNodeTypeId])].flatMap((size) => (size ? [size] : []));
