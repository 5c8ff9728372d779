import { ALWAYS, resourceRule } from "../../rule";
import { ENFORCING_MODES } from "../jobs/shared/security-modes";
import { definitionOf, namedValues } from "./shared/policy-definition";

export const rule = resourceRule({
  id: "LSCOST004",
  title: "Cluster policies allow only modes that enforce Unity Catalog",
  why: `Whoever may choose the mode may choose none: on such a cluster, tables are read with whatever credential the machine has,
and Unity Catalog is not asked.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Set `data_security_mode` of the policy to `fixed` or `allowlist` with SINGLE_USER and USER_ISOLATION only.",
  example: `{ "data_security_mode": { "type": "fixed", "value": "SINGLE_USER" } }`,
  types: ["databricks:index/clusterPolicy:ClusterPolicy"],
  check({ props }, report) {
    const mode = definitionOf(props).data_security_mode;
    const modes = namedValues(mode);
    if (!modes || mode?.isOptional) report("its clusters may have any mode, or none", "definition");
    for (const other of modes?.filter((name) => !ENFORCING_MODES.includes(name)) ?? []) {
      report(`its clusters may have the mode ${other}`, "definition");
    }
  },
});
