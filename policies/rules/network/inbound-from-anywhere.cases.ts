import { edit, type RuleCases } from "../../testing/planted";

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
      changes: [
        edit(group, "network-rules", (inputs) => {
          inputs.securityRules?.push({ ...inbound, sourceAddressPrefix: "0.0.0.0/0" });
        }),
      ],
      says: "0.0.0.0/0",
    },
    {
      name: "all of Azure, in a list behind an office's addresses",
      stack: "staging",
      changes: [
        edit(group, "network-rules", (inputs) => {
          inputs.securityRules?.push({
            ...inbound,
            access: "allow",
            sourceAddressPrefixes: ["203.0.113.0/24", "AzureCloud.WestEurope"],
          });
        }),
      ],
      says: "AzureCloud.WestEurope",
    },
    {
      name: "Databricks' own rule, its source widened",
      changes: [
        edit(group, "network-rules", (inputs) => {
          const [rule] = inputs.securityRules ?? [];
          if (rule) rule.sourceAddressPrefix = "*";
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a rule that refuses the internet",
      changes: [
        edit(group, "network-rules", (inputs) => {
          inputs.securityRules?.push({ ...inbound, access: "Deny", sourceAddressPrefix: "*" });
        }),
      ],
    },
    {
      name: "a port that is open to an office",
      changes: [
        edit(group, "network-rules", (inputs) => {
          inputs.securityRules?.push({ ...inbound, sourceAddressPrefixes: ["203.0.113.0/24", "AzureMonitor"] });
        }),
      ],
    },
  ],
};
