import { ALWAYS, resourceRule } from "../../rule";
import { includesPort, type Opening, openings } from "./shared/security-rules";

const MANAGEMENT_PORTS = [
  [22, "SSH"],
  [3389, "RDP"],
  [5985, "WinRM"],
  [5986, "WinRM over TLS"],
] as const;

/** Of the rules that Azure Databricks needs and adds by itself: clusters' machines talk to each other on any port. */
const DATABRICKS_OWN = /^Microsoft\.Databricks-workspaces_UseOnly_databricks-worker-to-worker-(in|out)bound$/;

export const rule = resourceRule({
  id: "LSNET003",
  title: "Security groups open no ports for managing machines",
  why: `Whoever gets onto one machine goes on to the next over SSH or RDP: from a cluster to a server, or back. Clusters are
managed by Databricks and need neither.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "Azure.NSG.LateralTraversal"],
  remediation: "Name the ports that the traffic needs in `destinationPortRange`, without 22, 3389, 5985 and 5986.",
  example: `{ name: "to-database", direction: "Outbound", access: "Allow", destinationPortRange: "1433", ... }`,
  types: ["azure-native:network:NetworkSecurityGroup"],
  check({ props }, report) {
    for (const opening of [...openings(props, "Inbound"), ...openings(props, "Outbound")]) {
      if (isDatabricksOwn(opening) || /^(icmp|esp|ah)$/i.test(opening.protocol)) continue;
      const open = MANAGEMENT_PORTS.filter(([port]) => includesPort(opening.ports, port)).map(([, name]) => name);
      if (open.length > 0) report(`"${opening.name}" lets ${open.join(", ")} through`, opening.path);
    }
  },
});

const isDatabricksOwn = ({ from, name, to }: Opening): boolean =>
  DATABRICKS_OWN.test(name) && [...from, ...to].every((end) => end === "VirtualNetwork");
