import { edit, type RuleCases } from "../../testing/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a token in a job's tag",
      stack: "dev.flight-delay",
      changes: [
        edit("databricks:index/job:Job", "training", (inputs) => {
          inputs.tags = { ...inputs.tags, tracking: `dapi${"0".repeat(32)}` };
        }),
      ],
      says: "tracking looks like a credential",
    },
    {
      name: "a password in a vault's tag",
      changes: [
        edit("azure-native:keyvault:Vault", "key-vault-vault", (inputs) => {
          inputs.tags = { ...inputs.tags, "admin-password": "correct horse" };
        }),
      ],
      says: "admin-password is named after a credential",
    },
  ],
  leftAlone: [
    {
      name: "tags that only speak of tokens and secrets",
      changes: [
        edit("azure-native:keyvault:Vault", "key-vault-vault", (inputs) => {
          inputs.tags = { ...inputs.tags, purpose: "secrets of the payments API", "token-issuer": "payments" };
        }),
      ],
    },
  ],
};
