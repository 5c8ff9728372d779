import { type RuleCases, set } from "../../testing/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a firewall rule for the whole internet, behind one for an office",
      changes: [
        set(vault, "key-vault-vault", {
          "properties.networkAcls.ipRules": [{ value: "198.51.100.7" }, { value: "0.0.0.0/0" }],
        }),
      ],
      says: "0.0.0.0/0",
    },
    {
      name: "a firewall rule for a provider's network",
      stack: "dev",
      changes: [set(vault, "key-vault-vault", { "properties.networkAcls.ipRules": [{ value: "20.0.0.0/11" }] })],
      says: "2097152 addresses",
    },
  ],
  leftAlone: [
    {
      name: "firewall rules for an office and a single address",
      changes: [
        set(vault, "key-vault-vault", {
          "properties.networkAcls.ipRules": [{ value: "198.51.100.0/24" }, { value: "203.0.113.9" }],
        }),
      ],
    },
  ],
};
