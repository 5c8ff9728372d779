import { type RuleCases, set } from "../../cases/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault that lets every network in",
      changes: [set(vault, "key-vault-vault", { "properties.networkAcls.defaultAction": "Allow" })],
      says: "is Allow",
    },
    {
      name: "a vault without a firewall",
      stack: "staging.platform",
      changes: [set(vault, "key-vault-vault", { "properties.networkAcls": undefined })],
      says: "the firewall's answer to networks without a rule is Allow",
    },
  ],
  leftAlone: [
    {
      name: "a vault that would let every network in, if it had a public address",
      changes: [
        set(vault, "key-vault-vault", {
          "properties.networkAcls.defaultAction": "Allow",
          "properties.publicNetworkAccess": "Disabled",
        }),
      ],
    },
  ],
};
