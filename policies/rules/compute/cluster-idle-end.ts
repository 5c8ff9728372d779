import { ALWAYS, resourceRule } from "../../rule";
import { definitionOf, greatest, isInteractive, least } from "./shared/policy-definition";

/** Four hours: longer than any meeting, shorter than a night. */
const MINUTES = 240;

export const rule = resourceRule({
  id: "LSCOST001",
  title: "Clusters that people work on end when they are idle",
  why: `People forget clusters. One that does not end costs as much in a night and a weekend as in the week that it was used
for, and zero minutes means never.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:CO"],
  remediation: "Set `compute.autoTerminationMinutes` to at most 240; `autotermination_minutes` of the policy.",
  example: "config:\n  lakestage:compute:\n    autoTerminationMinutes: 30",
  types: ["databricks:index/clusterPolicy:ClusterPolicy"],
  check({ props }, report) {
    const definition = definitionOf(props);
    if (!isInteractive(definition)) return;
    const idle = definition.autotermination_minutes;
    if (!idle || idle.isOptional || least(idle) <= 0) report("its clusters need never end", "definition");
    else if (greatest(idle) > MINUTES) {
      const most = greatest(idle);
      report(`its clusters may be idle for ${Number.isFinite(most) ? `${most} minutes` : "ever"}`, "definition");
    }
  },
});
