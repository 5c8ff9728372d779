import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSTAG006",
  title: "Groups and service principals are named after their environment",
  why: `The account is one for all environments. Grants name groups by their name: one that two environments use gives the
members of either what was granted in the other.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Begin `displayName` with `lakestage:azure.prefix` and the environment.",
  example: `new databricks.Group("runners", { displayName: "lakestage-prod-runners" });`,
  types: ["databricks:index/group:Group", "databricks:index/servicePrincipal:ServicePrincipal"],
  check({ props }, report, { settings }) {
    const stem = `${settings.azure.prefix}-${settings.name}-`;
    const name = props.displayName ?? "";
    if (!name.startsWith(stem)) {
      report(name === "" ? "it has no name" : `the name ${name} does not begin with ${stem}`, "displayName");
    }
  },
});
