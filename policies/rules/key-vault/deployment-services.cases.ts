import { edit, type RuleCases } from "../../testing/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault that templates may read secrets from",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          if (inputs.properties) inputs.properties.enabledForTemplateDeployment = true;
        }),
      ],
      says: "enabledForTemplateDeployment",
    },
    {
      name: "a vault that virtual machines may read certificates from",
      stack: "dev",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          if (inputs.properties) inputs.properties.enabledForDeployment = true;
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a vault whose firewall lets Azure's trusted services through, which still need a role",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          if (!inputs.properties?.networkAcls) return;
          inputs.properties.networkAcls.bypass = "AzureServices";
          delete inputs.properties.enabledForTemplateDeployment;
        }),
      ],
    },
  ],
};
