import { ALWAYS, resourceRule } from "../../rule";
import { isForClusters, SUBNET_TYPES, subnetsIn } from "./shared/subnets";

export const rule = resourceRule({
  id: "LSNET012",
  title: "Subnets for clusters have a way out of their own",
  why: `Machines without public addresses reach Databricks' artifacts, logs and metastore by a NAT gateway or a route to a
firewall. Without either they go by Azure's default outbound access, which newer versions of its API leave off and which
has no address that anybody could let in; with that off, every cluster fails to start.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:RE"],
  remediation:
    "Give the subnet a `natGateway`, or a `routeTable` that leads to a firewall; where the network has another way out, `lakestage:network.natGateway: false` says so.",
  example: `new Subnet("hosts", { ..., natGateway: { id: gateway.id } });`,
  types: SUBNET_TYPES,
  check(resource, report, { settings }) {
    for (const subnet of subnetsIn(resource).filter(isForClusters)) {
      const { defaultOutboundAccess, natGateway, routeTable } = subnet.props;
      if (natGateway || routeTable) continue;
      if (defaultOutboundAccess === false) {
        report(`the subnet "${subnet.name}" has no way out`, `${subnet.path}defaultOutboundAccess`);
      } else if (settings.network.natGateway) {
        report(`the subnet "${subnet.name}" has no way out but Azure's default`, `${subnet.path}natGateway`);
      }
    }
  },
});
