import { ALWAYS, type PolicyResource, stackRule } from "../../rule";
import { definitionOf } from "./shared/policy-definition";

const POLICY = "databricks:index/clusterPolicy:ClusterPolicy";

export const rule = stackRule({
  id: "LSCOST026",
  title: "Nobody starts a machine past the environment's policies, by Personal Compute",
  why: `Every workspace has this policy from the start, and all of its users may start a machine by it, in production too: with
whatever data they may read there, past every bound of the environment, and on its bill. An account's switch may let everybody
use it whatever its list says.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:CO"],
  remediation:
    'Declare the policy "Personal Compute" of the family `personal-vm`, with both kinds of machines forbidden; ClusterPolicies does so.',
  example: `new databricks.ClusterPolicy("personal-compute", {
  name: "Personal Compute",
  policyFamilyId: "personal-vm",
  policyFamilyDefinitionOverrides: JSON.stringify({ node_type_id: { type: "forbidden" } }),
});`,
  types: [POLICY],
  check(stack, report) {
    if (stack.ofType(POLICY).length === 0) return;
    let isDeclared = false;
    stack.each(POLICY, (policy) => {
      if (!isPersonalCompute(policy)) return;
      isDeclared = true;
      if (definitionOf(policy.props).node_type_id?.type !== "forbidden") {
        report("Personal Compute lets people choose a machine", policy, "policyFamilyDefinitionOverrides");
      }
    });
    if (!isDeclared) report("nothing closes the policy Personal Compute, which everybody may use");
  },
});

/** Only with both does the provider change the service's own policy; else it makes another. */
const isPersonalCompute = ({ props }: PolicyResource<typeof POLICY>): boolean =>
  props.name === "Personal Compute" && props.policyFamilyId === "personal-vm";
