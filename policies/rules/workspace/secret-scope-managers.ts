import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSWS017",
  title: "Secret scopes are managed by who made them",
  why: `With \`users\` as the first manager, everybody in the workspace reads, replaces and deletes every secret in the scope,
and may let others do so.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Drop `initialManagePrincipal`; give a project's identity READ with a `SecretAcl`.",
  example: `new SecretScope("secrets", { name: "lakestage" });`,
  types: ["databricks:index/secretScope:SecretScope"],
  check({ props }, report) {
    const manager = props.initialManagePrincipal;
    if (manager) report(`${manager} may manage the scope`, "initialManagePrincipal");
  },
});
