import { ALWAYS, resourceRule } from "../../rule";
import { definitionOf } from "./shared/policy-definition";

export const rule = resourceRule({
  id: "LSCOST017",
  title: "Cluster policies fix the tag that tells the environment",
  why: `Machines come and go within minutes; what remains is their tags on the invoice. Fixed by the policy, the environment's
tag is on all of them, whoever starts them.`,
  severity: "low",
  enforcement: ALWAYS,
  references: ["WAF:CO"],
  remediation: "Fix `custom_tags.environment` in the policy's definition to the environment's name.",
  example: `{ "custom_tags.environment": { "type": "fixed", "value": "prod" } }`,
  types: ["databricks:index/clusterPolicy:ClusterPolicy"],
  check({ props }, report, { settings }) {
    const tag = definitionOf(props)["custom_tags.environment"];
    if (tag?.type !== "fixed") report("its clusters need no tag environment", "definition");
    else if (tag.value !== settings.name) report(`its clusters are tagged environment: ${tag.value}`, "definition");
  },
});
