import { type RuleCases, set } from "../../cases/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault that templates may read secrets from",
      changes: [set(vault, "key-vault-vault", { "properties.enabledForTemplateDeployment": true })],
      says: "enabledForTemplateDeployment",
    },
    {
      name: "a vault that virtual machines may read certificates from",
      stack: "dev.platform",
      changes: [set(vault, "key-vault-vault", { "properties.enabledForDeployment": true })],
      says: "enabledForDeployment is on",
    },
  ],
  leftAlone: [
    {
      name: "a vault whose firewall lets Azure's trusted services through, which still need a role",
      changes: [
        set(vault, "key-vault-vault", {
          "properties.networkAcls.bypass": "AzureServices",
          "properties.enabledForTemplateDeployment": undefined,
        }),
      ],
    },
  ],
};
