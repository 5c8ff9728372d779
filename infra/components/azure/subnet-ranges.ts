import { addressRange, quartersOf } from "../../../azure/address-ranges";

/** Address ranges of a virtual network's subnets, in CIDR notation. */
export interface SubnetRanges {
  /** Hosts of clusters: one address a host. */
  hosts: string;
  /** Containers of clusters: one address a host. */
  containers: string;
  /** Private endpoints: one address each. */
  endpoints: string;
}

/**
 * Cuts a network into quarters: hosts, containers, endpoints, and one to spare. Hosts and containers need as many
 * addresses each, and at least a /26, so the network must be a /24 or wider.
 */
export function subnetRanges(cidr: string): SubnetRanges {
  const network = addressRange(cidr);
  if (!network) throw new Error(`${cidr} is no IPv4 network`);
  const [hosts, containers, endpoints] = quartersOf(network);
  return { hosts, containers, endpoints };
}
