import { ALWAYS, resourceRule } from "../../rule";
import { isForClusters, SUBNET_TYPES, subnetsIn } from "./shared/subnets";

export const rule = resourceRule({
  id: "LSNET012",
  title: "Subnets for clusters without Azure's own way out have another one",
  why: `Machines without public addresses reach Databricks' artifacts, logs and metastore through Azure's default outbound
access. With it off and no NAT gateway or route, every cluster fails to start.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:RE"],
  remediation:
    "Give the subnet a `natGateway`, or a `routeTable` that leads to a firewall, before `defaultOutboundAccess` goes off.",
  example: `new Subnet("hosts", { ..., defaultOutboundAccess: false, natGateway: { id: gateway.id } });`,
  types: SUBNET_TYPES,
  check(resource, report) {
    for (const subnet of subnetsIn(resource).filter(isForClusters)) {
      const { defaultOutboundAccess, natGateway, routeTable } = subnet.props;
      if (defaultOutboundAccess === false && !natGateway && !routeTable) {
        report(`the subnet "${subnet.name}" has no way out`, `${subnet.path}defaultOutboundAccess`);
      }
    }
  },
});
