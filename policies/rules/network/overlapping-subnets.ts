import { type AddressRange, addressRange, contains, overlap } from "../../../azure/address-ranges";
import { ALWAYS, type PolicyResource, type ReportOnStack, stackRule } from "../../rule";
import { rangesOf, subnetsIn } from "./shared/subnets";

type Subnet = PolicyResource<"azure-native:network:Subnet">;

interface SubnetRange {
  cidr: string;
  path: string;
  range: AddressRange;
  subnet: Subnet;
}

export const rule = stackRule({
  id: "LSNET010",
  title: "Subnets lie within their network and share no addresses",
  why: `Azure refuses such a subnet only when it is made: the deployment stops half-way, and with a workspace in the other
subnets the ranges cannot be moved any more.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:RE"],
  remediation: "Cut the subnets' `addressPrefix` from the network's `addressSpace`, each address once.",
  example: `new Subnet("jump", { ..., addressPrefix: "10.30.12.0/24" });`,
  types: ["azure-native:network:Subnet", "azure-native:network:VirtualNetwork"],
  check(stack, report) {
    const networks = stack.ofType("azure-native:network:VirtualNetwork");
    const spaces = networks.flatMap(({ props }) => props.addressSpace?.addressPrefixes ?? []);
    const subnets = stack.ofType("azure-native:network:Subnet");
    for (const { cidr, path, range, subnet } of subnets.flatMap(rangesIn)) {
      if (spaces.length === 0 || spaces.some((space) => isWithin(range, space))) continue;
      report(`${cidr} is not within ${spaces.join(", ")}`, subnet, path);
    }
    for (const ofNetwork of networks.length > 1 ? byNetwork(subnets) : [subnets]) reportShared(ofNetwork, report);
  },
});

function reportShared(subnets: readonly Subnet[], report: ReportOnStack): void {
  const ranges = subnets.flatMap(rangesIn);
  for (const [index, { cidr, path, range, subnet }] of ranges.entries()) {
    const earlier = ranges.slice(0, index).find((other) => overlap(other.range, range));
    if (earlier) report(`${cidr} shares addresses with ${earlier.cidr} of ${earlier.subnet.name}`, subnet, path);
  }
}

const rangesIn = (subnet: Subnet): SubnetRange[] =>
  subnetsIn(subnet)
    .flatMap(rangesOf)
    .flatMap(({ cidr, path }) => {
      const range = addressRange(cidr);
      return range ? [{ cidr, path, range, subnet }] : [];
    });

function isWithin(range: AddressRange, space: string): boolean {
  const outer = addressRange(space);
  return outer !== undefined && contains(outer, range);
}

function byNetwork(subnets: readonly Subnet[]): Subnet[][] {
  const networks = new Map<string, Subnet[]>();
  for (const subnet of subnets) {
    const { virtualNetworkName } = subnet.props;
    networks.set(virtualNetworkName, [...(networks.get(virtualNetworkName) ?? []), subnet]);
  }
  return [...networks.values()];
}
