import { STACK_REFERENCE } from "../../resource-types";
import { ALWAYS, stackRule } from "../../rule";
import { NAMING, type Named, namedIn } from "./shared/named-principals";
import { platformIdentities } from "./shared/platform-identities";

const SERVICE_PRINCIPAL = "databricks:index/servicePrincipal:ServicePrincipal";

export const rule = stackRule({
  id: "LSID028",
  title: "Service principals that hold something, or that something runs as, are the estate's own",
  why: `An application id says nothing to a reviewer. One that no stack declares may be another team's pipeline or somebody's
script: it holds what it is given, or its owner decides what a job runs as.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Take the application id from a ServicePrincipal that the stack declares, or from the platform's outputs.",
  example: `runAs: { servicePrincipalName: runner.applicationId }`,
  types: [...NAMING, SERVICE_PRINCIPAL, STACK_REFERENCE],
  check(stack, report, context) {
    // Whom other stacks than the platform's may name, they read from there.
    if (context.kind !== "platform" && !stack.showsReferences) return;
    const known = new Set([
      ...stack.ofType(SERVICE_PRINCIPAL).map(({ answered, props }) => answered.applicationId ?? props.applicationId),
      ...platformIdentities(stack, context),
    ]);
    for (const type of NAMING) {
      stack.each(type, (resource) => {
        for (const named of namedIn(resource)) {
          const { id, path } = named;
          if (isApplicationId(named) && !known.has(id))
            report(`${id} is no service principal of the estate`, resource, path);
        }
      });
    }
  },
});

const isApplicationId = ({ id }: Named): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
