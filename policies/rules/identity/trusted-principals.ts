import { ALWAYS, stackRule } from "../../rule";
import { DATABRICKS_TRUST } from "./shared/trusted-pipelines";

const DIRECTORY = ["databricks:index/group:Group", "databricks:index/servicePrincipal:ServicePrincipal"] as const;

export const rule = stackRule({
  id: "LSID029",
  title: "Pipelines are trusted for the stack's own principals, and no principal is tied to a directory",
  why: `A trust lets a pipeline act as the principal that it names: another environment's, if its id is written down. A principal
or group with an external id is the directory's to fill, whatever the stack says of its members.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Take `servicePrincipalId` from a ServicePrincipal that the stack declares, and leave `externalId` out.",
  example: `new databricks.ServicePrincipalFederationPolicy("trust", { servicePrincipalId: deployment.id, oidcPolicy });`,
  types: [DATABRICKS_TRUST, ...DIRECTORY],
  check(stack, report) {
    const own = stack.ofType("databricks:index/servicePrincipal:ServicePrincipal").map(({ urn }) => urn);
    stack.each(DATABRICKS_TRUST, (trust) => {
      const from = trust.propertyDependencies.servicePrincipalId ?? [];
      if (own.some((urn) => from.includes(urn))) return;
      report(`${trust.props.servicePrincipalId} is no principal of the stack`, trust, "servicePrincipalId");
    });
    for (const type of DIRECTORY) {
      stack.each(type, (resource) => {
        const { externalId } = resource.props;
        if (externalId) report(`it is the directory's ${externalId}`, resource, "externalId");
      });
    }
  },
});
