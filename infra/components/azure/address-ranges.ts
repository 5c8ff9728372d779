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
  const [address = "", bits = ""] = cidr.split("/");
  const length = Number(bits);
  const quarter = 2 ** (32 - length - 2);
  const first = toNumber(address) - (toNumber(address) % (quarter * 4));
  const range = (index: number): string => `${toAddress(first + index * quarter)}/${length + 2}`;
  return { hosts: range(0), containers: range(1), endpoints: range(2) };
}

const toNumber = (address: string): number => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

const toAddress = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
