import { append, type RuleCases, set } from "../../cases/planted";

const group = "azure-native:network:NetworkSecurityGroup";

const inbound = {
  name: "inbound",
  direction: "Inbound",
  access: "Allow",
  priority: 200,
  protocol: "Tcp",
  sourcePortRange: "*",
  destinationAddressPrefix: "VirtualNetwork",
  destinationPortRange: "443",
};

export const cases: RuleCases = {
  caught: [
    {
      name: "a port that is open to the internet",
      changes: [append(group, "network-rules", "securityRules", { ...inbound, sourceAddressPrefix: "0.0.0.0/0" })],
      says: "0.0.0.0/0",
    },
    {
      name: "all of Azure, in a list behind an office's addresses",
      stack: "staging.platform",
      changes: [
        append(group, "network-rules", "securityRules", {
          ...inbound,
          access: "allow",
          sourceAddressPrefixes: ["203.0.113.0/24", "AzureCloud.WestEurope"],
        }),
      ],
      says: "AzureCloud.WestEurope",
    },
    {
      name: "Databricks' own rule, its source widened",
      changes: [set(group, "network-rules", { "securityRules[0].sourceAddressPrefix": "*" })],
      says: '"Microsoft.Databricks-workspaces_UseOnly_databricks-worker-to-worker-inbound" lets in *',
    },
  ],
  leftAlone: [
    {
      name: "a rule that refuses the internet",
      changes: [
        append(group, "network-rules", "securityRules", { ...inbound, access: "Deny", sourceAddressPrefix: "*" }),
      ],
    },
    {
      name: "a port that is open to an office",
      changes: [
        append(group, "network-rules", "securityRules", {
          ...inbound,
          sourceAddressPrefixes: ["203.0.113.0/24", "AzureMonitor"],
        }),
      ],
    },
  ],
};
