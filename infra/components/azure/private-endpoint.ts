import { PrivateDnsZoneGroup, PrivateEndpoint } from "@pulumi/azure-native/network";
import type * as pulumi from "@pulumi/pulumi";

export interface PrivateEndpointArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  tags: Record<string, string>;
  /** The subnet whose address it takes. */
  subnetId: pulumi.Input<string>;
  /** Its name in Azure. */
  endpointName: string;
  /** A short name of where it leads. */
  target: string;
  /** The part of the service: `dfs` and `blob` of a storage account, for example. */
  subResource: string;
  resourceId: pulumi.Input<string>;
  /** Resource id of the DNS zone that the subnet's network looks the service up in. */
  zoneId: pulumi.Input<string>;
}

/** Declares a private endpoint, and its name in a DNS zone. */
export function privateEndpoint(
  name: string,
  {
    endpointName,
    location,
    resourceGroupName,
    resourceId,
    subResource,
    subnetId,
    tags,
    target,
    zoneId,
  }: PrivateEndpointArgs,
  options: pulumi.CustomResourceOptions,
): void {
  const endpoint = new PrivateEndpoint(
    name,
    {
      privateEndpointName: endpointName,
      resourceGroupName,
      location,
      tags,
      subnet: { id: subnetId },
      privateLinkServiceConnections: [{ name: target, privateLinkServiceId: resourceId, groupIds: [subResource] }],
    },
    options,
  );
  new PrivateDnsZoneGroup(
    `${name}-names`,
    {
      privateDnsZoneGroupName: "default",
      privateEndpointName: endpoint.name,
      resourceGroupName,
      privateDnsZoneConfigs: [{ name: "zone", privateDnsZoneId: zoneId }],
    },
    options,
  );
}
