import { ALWAYS, resourceRule } from "../../rule";
import { SUBNET_TYPES, subnetsIn } from "./shared/subnets";

/** Azure manages these itself, and refuses or discourages a security group there. */
const AZURE_OWN = ["gatewaysubnet", "azurefirewallsubnet", "azurefirewallmanagementsubnet", "routeserversubnet"];

export const rule = resourceRule({
  id: "LSNET001",
  title: "Every subnet has a security group",
  why: `Without one, whatever is routed to the subnet reaches every port of every machine and endpoint in it: a peered network, an
office, another environment.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "CKV2_AZURE_31", "Azure.VNET.UseNSGs"],
  remediation: "Set the subnet's `networkSecurityGroup` to the id of a NetworkSecurityGroup.",
  example: `new Subnet("hosts", { ..., networkSecurityGroup: { id: securityGroup.id } });`,
  types: SUBNET_TYPES,
  check(resource, report) {
    for (const subnet of subnetsIn(resource)) {
      if (AZURE_OWN.includes(subnet.name.toLowerCase())) continue;
      const group = subnet.props.networkSecurityGroup;
      if (!group || !("id" in group)) {
        report(`the subnet "${subnet.name}" has no security group`, `${subnet.path}networkSecurityGroup`);
      }
    }
  },
});
