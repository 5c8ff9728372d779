import { add, type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";
const list = "databricks:index/ipAccessList:IpAccessList";
const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault's firewall rule for the whole internet, behind one for an office",
      changes: [
        set(vault, "key-vault-vault", {
          "properties.networkAcls.ipRules": [{ value: "198.51.100.7" }, { value: "0.0.0.0/0" }],
        }),
      ],
      says: "0.0.0.0/0",
    },
    {
      name: "a vault's firewall rule for a provider's network",
      stack: "dev.platform",
      changes: [set(vault, "key-vault-vault", { "properties.networkAcls.ipRules": [{ value: "20.0.0.0/11" }] })],
      says: "2097152 addresses",
    },
    {
      name: "a storage firewall that lets the whole internet in",
      changes: [set(account, "data-lake-account", { "networkRuleSet.ipRules": [{ iPAddressOrRange: "0.0.0.0/0" }] })],
      says: "0.0.0.0/0",
    },
    {
      name: "a storage firewall with a cloud region's range behind a single address",
      stack: "staging.platform",
      changes: [
        set(account, "data-lake-account", {
          "networkRuleSet.ipRules": [
            { iPAddressOrRange: "203.0.113.7" },
            { iPAddressOrRange: "198.18.0.0/15", action: "Allow" },
          ],
        }),
      ],
      says: "131072 addresses",
    },
    {
      name: "a list that lets everybody in beside an office",
      changes: [
        add(list, "offices", { label: "offices", listType: "ALLOW", ipAddresses: ["198.51.100.0/24", "0.0.0.0/0"] }),
      ],
      says: "0.0.0.0/0",
    },
    {
      name: "a list that is switched off",
      stack: "dev.platform",
      changes: [
        add(list, "offices", {
          label: "offices",
          listType: "ALLOW",
          ipAddresses: ["198.51.100.0/24"],
          enabled: false,
        }),
      ],
      says: "switched off",
    },
  ],
  leftAlone: [
    {
      name: "a vault's firewall rules for an office and a single address",
      changes: [
        set(vault, "key-vault-vault", {
          "properties.networkAcls.ipRules": [{ value: "198.51.100.0/24" }, { value: "203.0.113.9" }],
        }),
      ],
    },
    {
      name: "a storage firewall for an office's addresses",
      changes: [
        set(account, "data-lake-account", { "networkRuleSet.ipRules": [{ iPAddressOrRange: "203.0.113.0/24" }] }),
      ],
    },
    {
      name: "a list that keeps a wide range out",
      changes: [add(list, "abroad", { label: "abroad", listType: "BLOCK", ipAddresses: ["20.0.0.0/8"] })],
    },
    {
      name: "a list of an office and one address",
      changes: [
        add(list, "offices", { label: "offices", listType: "ALLOW", ipAddresses: ["198.51.100.0/24", "203.0.113.9"] }),
      ],
    },
  ],
};
