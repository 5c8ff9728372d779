import { add, protect, type RuleCases } from "../../cases/planted";

const scope = "databricks:index/secretScope:SecretScope";

export const cases: RuleCases = {
  caught: [
    {
      name: "a scope that may be deleted",
      changes: [protect(scope, "secrets-scope", false)],
      says: "the engine may delete this scope, with the secrets in it",
    },
    {
      name: "a second scope",
      changes: [add(scope, "partners", { name: "partners" })],
      says: "the engine may delete this scope, with the secrets in it",
    },
  ],
  leftAlone: [
    {
      name: "a scope that shows a key vault's secrets",
      changes: [
        add(scope, "partners", {
          name: "partners",
          keyvaultMetadata: { resourceId: "vault", dnsName: "https://vault.example/" },
        }),
      ],
    },
    { name: "a scope of staging", stack: "staging.platform", changes: [protect(scope, "secrets-scope", false)] },
  ],
};
