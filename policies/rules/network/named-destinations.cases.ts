import { append, edit, type RuleCases } from "../../cases/planted";

const group = "azure-native:network:NetworkSecurityGroup";

const outbound = {
  name: "packages",
  direction: "Outbound",
  priority: 300,
  protocol: "Tcp",
  sourceAddressPrefix: "VirtualNetwork",
  sourcePortRange: "*",
  destinationPortRange: "443",
};

export const cases: RuleCases = {
  caught: [
    {
      name: "a way to the whole internet",
      changes: [
        append(group, "network-rules", "securityRules", {
          ...outbound,
          access: "Allow",
          destinationAddressPrefix: "Internet",
        }),
      ],
      says: "Internet",
    },
    {
      name: "Databricks' own rule for storage, its destination widened",
      stack: "staging.platform",
      changes: [
        edit(group, "network-rules", (inputs) => {
          const rule = inputs.securityRules?.find(({ name }) => name?.endsWith("worker-to-storage"));
          if (rule) rule.destinationAddressPrefix = "*";
        }),
      ],
      says: "worker-to-storage",
    },
  ],
  leftAlone: [
    {
      name: "the whole internet refused",
      changes: [
        append(group, "network-rules", "securityRules", {
          ...outbound,
          access: "Deny",
          destinationAddressPrefix: "Internet",
        }),
      ],
    },
    {
      name: "a way to Entra ID",
      changes: [
        append(group, "network-rules", "securityRules", {
          ...outbound,
          access: "Allow",
          destinationAddressPrefix: "AzureActiveDirectory",
        }),
      ],
    },
  ],
};
