import type { SecurityRule } from "./security-rules";

/** Ports on which the services behind private endpoints answer; all but 443 are the Databricks control plane's. */
const PORTS = ["443", "3306", "6666", "8443-8451"];

/** The rules for private endpoints: the virtual network and what is joined to it come in, on their ports. */
export const privateEndpointRules = (): SecurityRule[] => [
  {
    name: "virtual-network-to-private-endpoints",
    description: "Clusters and people in the virtual network use the services behind private endpoints",
    direction: "Inbound",
    priority: 100,
    protocol: "Tcp",
    sourceAddressPrefix: "VirtualNetwork",
    sourcePortRange: "*",
    destinationAddressPrefix: "VirtualNetwork",
    destinationPortRanges: PORTS,
    access: "Allow",
  },
  {
    name: "nothing-else",
    description: "Azure's own last rules would let the virtual network in on every port",
    direction: "Inbound",
    // The last that there is.
    priority: 4096,
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
    access: "Deny",
  },
];
