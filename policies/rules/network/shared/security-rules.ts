import type { PropertiesOf } from "../../../resource-types";

type SecurityGroup = PropertiesOf<"azure-native:network:NetworkSecurityGroup">;
type SecurityRule = NonNullable<SecurityGroup["securityRules"]>[number];

/** A security rule that lets traffic through. */
export interface Opening {
  name: string;
  /** Of the rule in its security group. */
  path: string;
  priority: number | undefined;
  protocol: string;
  /** Address prefixes and service tags. */
  from: string[];
  to: string[];
  /** Single ports and ranges, such as `8443-8451`, or `*`. */
  ports: string[];
}

/** The rules of a security group that let traffic of this direction through. */
export const openings = ({ securityRules }: SecurityGroup, direction: "Inbound" | "Outbound"): Opening[] =>
  (securityRules ?? [])
    .map((rule, index) => ({ rule, path: `securityRules[${index}]` }))
    .filter(({ rule }) => same(rule.direction, direction) && same(rule.access, "Allow"))
    .map(({ path, rule }) => ({
      name: rule.name ?? path,
      path,
      priority: rule.priority,
      protocol: rule.protocol ?? "*",
      from: both(rule.sourceAddressPrefix, rule.sourceAddressPrefixes),
      to: both(rule.destinationAddressPrefix, rule.destinationAddressPrefixes),
      ports: both(rule.destinationPortRange, rule.destinationPortRanges),
    }));

/** Whether an address prefix or service tag is the whole internet. */
export const isAnywhere = (prefix: string): boolean => ANYWHERE.includes(prefix.toLowerCase());

const ANYWHERE = ["*", "any", "internet", "0.0.0.0/0", "::/0"];

/** Whether one of the ranges has the port. */
export const includesPort = (ranges: readonly string[], port: number): boolean =>
  ranges.some((range) => {
    if (range === "*") return true;
    const [first, last = first] = range.split("-").map(Number);
    return first !== undefined && last !== undefined && first <= port && port <= last;
  });

const both = (one: SecurityRule["destinationPortRange"], several: SecurityRule["destinationPortRanges"]): string[] => [
  ...(one ? [one] : []),
  ...(several ?? []),
];

const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();
