import { append, type RuleCases } from "../../cases/planted";

const group = "azure-native:network:NetworkSecurityGroup";

const rule = {
  name: "database",
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "VirtualNetwork",
  sourcePortRange: "*",
  destinationAddressPrefix: "Sql",
  destinationPortRange: "1433",
};

export const cases: RuleCases = {
  caught: [
    {
      name: "a rule in the place of one of Databricks'",
      changes: [append(group, "network-rules", "securityRules", { ...rule, direction: "Outbound", priority: 103 })],
      says: "worker-to-eventhub",
    },
    {
      name: "a rule behind the last place",
      changes: [append(group, "network-rules", "securityRules", { ...rule, direction: "Outbound", priority: 5000 })],
      says: "5000",
    },
  ],
  leftAlone: [
    {
      name: "a rule in the same place of the other direction",
      changes: [append(group, "network-rules", "securityRules", { ...rule, direction: "Inbound", priority: 103 })],
    },
  ],
};
