/** One rule of a network security group, with the fields that the rules here use. */
export interface SecurityRule {
  name: string;
  description: string;
  direction: "Inbound" | "Outbound";
  priority: number;
  protocol: "Tcp" | "*";
  sourceAddressPrefix: string;
  sourcePortRange: "*";
  /** A service tag, the network itself, or anything (`*`). */
  destinationAddressPrefix: string;
  destinationPortRange?: string;
  destinationPortRanges?: string[];
  access: "Allow" | "Deny";
}

const NAME_PREFIX = "Microsoft.Databricks-workspaces_UseOnly_databricks-";

/**
 * The rules that Azure Databricks asks for in an injected workspace's network, without public addresses. It adds them itself
 * when it is given the subnets, and from then on guards those that it needs against changes; they carry its own names here,
 * so that its additions are not drift. All of them are there from the start, whether or not the control plane is reached
 * over a private endpoint: so that can be changed later, and Azure lets nobody out more for it.
 */
export function securityRules(): SecurityRule[] {
  const outbound = [
    rule("worker-to-worker-outbound", "Outbound", "VirtualNetwork"),
    rule("worker-to-sql", "Outbound", "Sql", ["3306"]),
    rule("worker-to-storage", "Outbound", "Storage", ["443"]),
    rule("worker-to-eventhub", "Outbound", "EventHub", ["9093"]),
    rule("worker-to-databricks-webapp", "Outbound", "AzureDatabricks", ["443", "3306", "8443-8451"]),
  ];
  return [
    { ...rule("worker-to-worker-inbound", "Inbound", "VirtualNetwork"), priority: 100 },
    ...outbound.map((each, index) => ({ ...each, priority: 100 + index })),
  ];
}

function rule(
  name: string,
  direction: SecurityRule["direction"],
  destination: string,
  ports?: string[],
): Omit<SecurityRule, "priority"> {
  return {
    name: `${NAME_PREFIX}${name}`,
    description: `Azure Databricks: ${name.replaceAll("-", " ")}`,
    direction,
    protocol: ports === undefined ? "*" : "Tcp",
    sourceAddressPrefix: "VirtualNetwork",
    sourcePortRange: "*",
    destinationAddressPrefix: destination,
    ...(ports?.length === 1 ? { destinationPortRange: ports[0] ?? "*" } : {}),
    ...(ports !== undefined && ports.length > 1 ? { destinationPortRanges: ports } : {}),
    ...(ports === undefined ? { destinationPortRange: "*" } : {}),
    access: "Allow",
  };
}
