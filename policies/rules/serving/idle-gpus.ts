import { type Enforcement, resourceRule } from "../../rule";
import { servedBy } from "./shared/endpoint-parts";

const OUTSIDE_PRODUCTION: Enforcement = { development: "mandatory", staging: "mandatory", production: "disabled" };

export const rule = resourceRule({
  id: "LSSERV007",
  title: "Graphics processors outside of production are given back when idle",
  why: `A model on a graphics processor costs as much in a night without requests as a project's jobs in a month. Outside of
production it may sleep, and the first request waits.`,
  severity: "medium",
  enforcement: OUTSIDE_PRODUCTION,
  references: ["WAF:CO"],
  remediation: "Set `online.scaleToZero: true` for the environment, or `online.workloadType: CPU`.",
  example: "environments:\n  dev:\n    online: { scaleToZero: true }",
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    for (const { entity, path } of servedBy(props)) {
      if (entity.workloadType?.includes("GPU") && !entity.scaleToZeroEnabled) {
        report(`${entity.name} keeps a ${entity.workloadType} all day`, `${path}.scaleToZeroEnabled`);
      }
    }
  },
});
