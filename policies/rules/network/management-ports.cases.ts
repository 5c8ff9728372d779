import { append, edit, type RuleCases } from "../../cases/planted";

const group = "azure-native:network:NetworkSecurityGroup";

const withinNetwork = {
  name: "within-network",
  access: "Allow",
  priority: 200,
  protocol: "Tcp",
  sourceAddressPrefix: "VirtualNetwork",
  sourcePortRange: "*",
  destinationAddressPrefix: "VirtualNetwork",
};

export const cases: RuleCases = {
  caught: [
    {
      name: "SSH from machine to machine",
      changes: [
        append(group, "network-rules", "securityRules", {
          ...withinNetwork,
          direction: "Outbound",
          destinationPortRange: "22",
        }),
      ],
      says: "SSH",
    },
    {
      name: "RDP in a range of a list",
      stack: "dev.platform",
      changes: [
        append(group, "network-rules", "securityRules", {
          ...withinNetwork,
          direction: "Inbound",
          destinationPortRanges: ["443", "3300-3400"],
        }),
      ],
      says: "RDP",
    },
    {
      name: "Databricks' own rule, its destination widened to any network",
      changes: [
        edit(group, "network-rules", (inputs) => {
          const rule = inputs.securityRules?.find(({ name }) => name?.endsWith("worker-to-worker-outbound"));
          if (rule) rule.destinationAddressPrefix = "10.0.0.0/8";
        }),
      ],
      says: "SSH",
    },
  ],
  leftAlone: [
    {
      name: "a database from machine to machine",
      changes: [
        append(group, "network-rules", "securityRules", {
          ...withinNetwork,
          direction: "Outbound",
          destinationPortRange: "1433-1434",
        }),
      ],
    },
    {
      name: "SSH refused",
      changes: [
        append(group, "network-rules", "securityRules", {
          ...withinNetwork,
          access: "Deny",
          direction: "Outbound",
          destinationPortRange: "22",
        }),
      ],
    },
  ],
};
