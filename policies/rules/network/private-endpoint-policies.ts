import { ALWAYS, resourceRule } from "../../rule";
import { isForClusters, SUBNET_TYPES, subnetsIn } from "./shared/subnets";

/** Values with which a security group counts for private endpoints. */
const IN_FORCE = ["enabled", "networksecuritygroupenabled"];

export const rule = resourceRule({
  id: "LSNET019",
  title: "Private endpoints are behind the security group of their subnet",
  why: `Azure leads private endpoints past the security group until it is told not to: the group is shown, and whatever is
routed to the network reaches storage, secrets and the control plane all the same.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set the subnet's `privateEndpointNetworkPolicies` to `NetworkSecurityGroupEnabled`.",
  example: `new Subnet("endpoints", {
  ...,
  networkSecurityGroup: { id: securityGroup.id },
  privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled",
});`,
  types: SUBNET_TYPES,
  check(resource, report) {
    for (const subnet of subnetsIn(resource)) {
      // No private endpoint can be made in a subnet that is Databricks'; one without a group is another rule's.
      if (isForClusters(subnet) || !subnet.props.networkSecurityGroup) continue;
      const policies = subnet.props.privateEndpointNetworkPolicies ?? "Disabled";
      if (!IN_FORCE.includes(policies.toLowerCase())) {
        report(
          `in the subnet "${subnet.name}" the security group does not count for private endpoints: ${policies}`,
          `${subnet.path}privateEndpointNetworkPolicies`,
        );
      }
    }
  },
});
