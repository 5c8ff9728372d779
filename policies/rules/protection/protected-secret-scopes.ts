import { ONLY_IN_PRODUCTION, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSPROT010",
  title: "Production's secrets cannot be deleted with their scope by a deployment",
  why: `Secrets that Databricks keeps are in the scope and nowhere else in the estate: people put them there. A new name or another
backend replaces the scope, and every job that reads a secret fails until somebody has found them all again.`,
  severity: "high",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:RE"],
  remediation: "Leave `protection.deletion` on in the environment's file, or set the resource option `protect: true`.",
  example: `lakestage:protection:
  deletion: true`,
  types: ["databricks:index/secretScope:SecretScope"],
  check({ props, protect }, report) {
    // A scope on a key vault shows the vault's secrets, and holds none.
    if (!protect && !props.keyvaultMetadata)
      report("the engine may delete this scope, with the secrets in it", "protect");
  },
});
