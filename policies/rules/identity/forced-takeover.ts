import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSID021",
  title: "Principals that are there already are not taken over",
  why: `With \`force\`, a group or service principal of the same name becomes ours, with its members, secrets and
everything that it was ever granted. A clash of names must stop the deployment instead.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Drop `force`; give the principal another name, or import it and look at what it holds.",
  example: `new databricks.Group("runners", { displayName: "lakestage-prod-runners" });`,
  types: ["databricks:index/group:Group", "databricks:index/servicePrincipal:ServicePrincipal"],
  check({ props }, report) {
    if (props.force) report("a principal of the same name would be taken over", "force");
  },
  remedy: ({ props }) => ({ ...props, force: false }),
});
