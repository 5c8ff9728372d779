import { type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a token in a job's tag",
      stack: "dev.flight-delay",
      changes: [set("databricks:index/job:Job", "training", { "tags.tracking": `dapi${"0".repeat(32)}` })],
      says: "tracking looks like a credential",
    },
    {
      name: "a password in a vault's tag",
      changes: [set("azure-native:keyvault:Vault", "key-vault-vault", { "tags.admin-password": "correct horse" })],
      says: "admin-password is named after a credential",
    },
  ],
  leftAlone: [
    {
      name: "tags that only speak of tokens and secrets",
      changes: [
        set("azure-native:keyvault:Vault", "key-vault-vault", {
          "tags.purpose": "secrets of the payments API",
          "tags.token-issuer": "payments",
        }),
      ],
    },
  ],
};
