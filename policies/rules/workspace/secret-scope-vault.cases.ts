import { type RuleCases, set } from "../../cases/planted";

const scope = "databricks:index/secretScope:SecretScope";

export const cases: RuleCases = {
  caught: [
    {
      name: "production's secrets out of a stranger's vault",
      changes: [
        set(scope, "secrets-scope", {
          keyvaultMetadata: { resourceId: "/subscriptions/s/stranger", dnsName: "https://stranger.vault.azure.net/" },
        }),
      ],
      says: "it is on /subscriptions/s/stranger",
      engineFree: "the scope would be made anew, and is protected",
    },
  ],
  leftAlone: [{ name: "a scope of Databricks' own", changes: [set(scope, "secrets-scope", { name: "other" })] }],
};
