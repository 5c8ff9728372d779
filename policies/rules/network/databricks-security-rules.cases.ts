import { append, edit, type RuleCases } from "../../cases/planted";

const group = "azure-native:network:NetworkSecurityGroup";

const RESERVED = "Microsoft.Databricks-workspaces_UseOnly_databricks-";

export const cases: RuleCases = {
  caught: [
    {
      name: "a rule of Databricks' for any source",
      changes: [
        edit(group, "network-rules", (inputs) => {
          const rule = inputs.securityRules?.find(({ name }) => name === `${RESERVED}worker-to-sql`);
          if (rule) rule.sourceAddressPrefix = "*";
        }),
      ],
      says: "from *",
    },
    {
      name: "a rule of Databricks' that refuses",
      stack: "dev.platform",
      changes: [
        edit(group, "network-rules", (inputs) => {
          const rule = inputs.securityRules?.find(({ name }) => name === `${RESERVED}worker-to-eventhub`);
          if (rule) rule.access = "Deny";
        }),
      ],
      says: "Deny",
    },
    {
      name: "a rule for machines with public addresses, in Databricks' name",
      changes: [
        append(group, "network-rules", "securityRules", {
          name: `${RESERVED}control-plane-to-worker-ssh`,
          direction: "Inbound",
          access: "Allow",
          priority: 110,
          protocol: "Tcp",
          sourceAddressPrefix: "AzureDatabricks",
          sourcePortRange: "*",
          destinationAddressPrefix: "VirtualNetwork",
          destinationPortRange: "22",
        }),
      ],
      says: "no rule of a workspace",
    },
  ],
  leftAlone: [
    {
      name: "the way to the control plane's public address, its ports in another order",
      changes: [
        append(group, "network-rules", "securityRules", {
          name: `${RESERVED}worker-to-databricks-webapp`,
          direction: "Outbound",
          access: "Allow",
          priority: 104,
          protocol: "tcp",
          sourceAddressPrefix: "VirtualNetwork",
          sourcePortRange: "*",
          destinationAddressPrefix: "AzureDatabricks",
          destinationPortRange: "",
          destinationPortRanges: ["8443-8451", "443", "3306"],
        }),
      ],
    },
    {
      name: "a rule of one's own that says something else",
      changes: [
        append(group, "network-rules", "securityRules", {
          name: "to-database",
          direction: "Outbound",
          access: "Allow",
          priority: 200,
          protocol: "Tcp",
          sourceAddressPrefix: "VirtualNetwork",
          sourcePortRange: "*",
          destinationAddressPrefix: "Sql",
          destinationPortRange: "1433",
        }),
      ],
    },
  ],
};
