import { edit, type RuleCases } from "../../testing/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault that lets every network in",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          if (inputs.properties?.networkAcls) inputs.properties.networkAcls.defaultAction = "Allow";
        }),
      ],
      says: "is Allow",
    },
    {
      name: "a vault without a firewall",
      stack: "staging",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          delete inputs.properties?.networkAcls;
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a vault that would let every network in, if it had a public address",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          if (!inputs.properties?.networkAcls) return;
          inputs.properties.networkAcls.defaultAction = "Allow";
          inputs.properties.publicNetworkAccess = "Disabled";
        }),
      ],
    },
  ],
};
