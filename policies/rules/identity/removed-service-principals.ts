import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSID022",
  title: "A service principal that is removed is gone",
  why: `In the account, Databricks' provider otherwise only disables it: its grants and secrets stay, and whoever enables it
again has them back. Its name stays taken too.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Set `disableAsUserDeletion: false`.",
  example: `new databricks.ServicePrincipal("runner", { displayName, disableAsUserDeletion: false });`,
  types: ["databricks:index/servicePrincipal:ServicePrincipal"],
  check({ props }, report) {
    const disable = props.disableAsUserDeletion;
    // Absent, the account's provider disables.
    if (disable !== false) {
      report(`removal ${disable ? "only disables it" : "is not said to delete it"}`, "disableAsUserDeletion");
    }
  },
  remedy: ({ props }) => ({ ...props, disableAsUserDeletion: false }),
});
