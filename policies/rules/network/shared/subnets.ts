import type { PropertiesOf } from "../../../resource-types";
import { isOfType, type PolicyResource } from "../../../rule";

type SubnetType = "azure-native:network:Subnet";
type NetworkType = "azure-native:network:VirtualNetwork";

/** Where subnets are declared: as resources of their own, or inside their network. */
export const SUBNET_TYPES = ["azure-native:network:Subnet", "azure-native:network:VirtualNetwork"] as const;

/** A subnet, wherever it is declared. */
export interface DeclaredSubnet {
  /** In Azure; of the resource, where the provider makes one up. */
  name: string;
  props: Omit<PropertiesOf<SubnetType>, "resourceGroupName" | "virtualNetworkName" | "subnetName">;
  /** Of the subnet's properties in the resource: empty, or with a dot at its end. */
  path: string;
}

/** The subnets that a resource declares. */
export function subnetsIn(resource: PolicyResource<SubnetType | NetworkType>): DeclaredSubnet[] {
  if (isOfType(resource, "azure-native:network:Subnet")) {
    return [{ name: resource.props.subnetName || resource.name, props: resource.props, path: "" }];
  }
  const inline = "subnets" in resource.props ? resource.props.subnets : undefined;
  return (inline ?? []).map((props, index) => ({ name: props.name ?? "", props, path: `subnets[${index}].` }));
}

/** Whether clusters' machines take their addresses from it. */
export const isForClusters = ({ props }: DeclaredSubnet): boolean =>
  (props.delegations ?? []).some(({ serviceName }) => serviceName?.toLowerCase() === "microsoft.databricks/workspaces");

/** All its ranges in CIDR notation, with their paths in the resource. */
export const rangesOf = ({ path, props }: DeclaredSubnet): { cidr: string; path: string }[] => [
  ...(props.addressPrefix ? [{ cidr: props.addressPrefix, path: `${path}addressPrefix` }] : []),
  ...(props.addressPrefixes ?? []).map((cidr, index) => ({ cidr, path: `${path}addressPrefixes[${index}]` })),
];
