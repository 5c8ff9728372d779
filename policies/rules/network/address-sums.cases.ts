import { add, edit, type RuleCases } from "../../cases/planted";

const list = "databricks:index/ipAccessList:IpAccessList";

const ranges = (count: number, first = 0): string[] =>
  Array.from(
    { length: count },
    (_, index) => `${20 + Math.floor((first + index) / 256)}.${(first + index) % 256}.0.0/24`,
  );

export const cases: RuleCases = {
  caught: [
    {
      name: "eight hundred small ranges in one list",
      changes: [add(list, "offices", { label: "offices", listType: "ALLOW", ipAddresses: ranges(800) })],
      says: "800 ranges let in 204800 addresses together",
    },
    {
      name: "as many in two lists",
      stack: "dev.platform",
      changes: [
        add(list, "offices", { label: "offices", listType: "ALLOW", ipAddresses: ranges(300) }),
        add(list, "proxies", { label: "proxies", listType: "ALLOW", ipAddresses: ranges(300, 300) }),
      ],
      finds: ["proxies"],
      says: "600 ranges let in 153600 addresses together",
    },
    {
      name: "a storage firewall with forty offices",
      changes: [
        edit("azure-native:storage:StorageAccount", "data-lake-account", (inputs) => {
          if (inputs.networkRuleSet) {
            inputs.networkRuleSet.ipRules = ranges(40).map((iPAddressOrRange) => ({ iPAddressOrRange }));
          }
        }),
      ],
      says: "40 ranges let in 10240 addresses together",
    },
    {
      name: "the internet in two halves, at a security group",
      stack: "staging.platform",
      changes: [
        edit("azure-native:network:NetworkSecurityGroup", "network-rules", (inputs) => {
          inputs.securityRules?.push({
            name: "halves",
            access: "Allow",
            direction: "Inbound",
            priority: 300,
            protocol: "Tcp",
            sourceAddressPrefixes: ["0.0.0.0/1", "128.0.0.0/1"],
            sourcePortRange: "*",
            destinationAddressPrefix: "VirtualNetwork",
            destinationPortRange: "443",
          });
        }),
      ],
      says: "2 ranges let in 4294967296 addresses together",
    },
  ],
  leftAlone: [
    {
      name: "one range, named often",
      changes: [
        add(list, "offices", {
          label: "offices",
          listType: "ALLOW",
          ipAddresses: Array.from({ length: 800 }, () => "198.51.100.0/24"),
        }),
      ],
    },
  ],
};
