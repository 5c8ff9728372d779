import { ALWAYS, resourceRule } from "../../rule";
import { definitionOf, namedValues } from "./shared/policy-definition";

export const rule = resourceRule({
  id: "LSCOST003",
  title: "Cluster policies name the machine sizes that may be had",
  why: `The largest machines cost a hundred times as much as the smallest, and those with graphics processors more. Where a
policy leaves the driver's size open, one machine is enough to spend the budget.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:CO"],
  remediation:
    "List sizes in `compute.nodeTypes`; `node_type_id` and `driver_node_type_id` of the policy are an `allowlist` or `fixed`.",
  example: "config:\n  lakestage:compute:\n    nodeTypes: [Standard_D4ds_v5, Standard_D8ds_v5]",
  types: ["databricks:index/clusterPolicy:ClusterPolicy"],
  check({ props }, report, { settings }) {
    const definition = definitionOf(props);
    // A pool has its own size, and a policy that allows none says so.
    for (const attribute of ["node_type_id", "driver_node_type_id"]) {
      const element = definition[attribute];
      if (element?.type === "forbidden") continue;
      const sizes = namedValues(element);
      const others = sizes?.filter((size) => !settings.compute.nodeTypes.includes(size)) ?? [];
      if (!sizes) report(`${attribute} may be any machine`, "definition");
      else if (others.length > 0) report(`${attribute} may be ${others.join(", ")}`, "definition");
    }
  },
});
