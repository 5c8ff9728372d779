import * as pulumi from "@pulumi/pulumi";
import { privateEndpoint } from "./private-endpoint";
import type { StorageZones } from "./private-endpoints";

/** Where in another environment's network private endpoints go, and how that network finds them. */
export interface NeighbourNetwork {
  /** Resource id of its subnet of private endpoints. */
  endpointSubnetId: pulumi.Input<string>;
  storageZones: StorageZones;
}

export interface StorageDoorsArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  tags: Record<string, string>;
  /** Resource id of the storage account. */
  accountId: pulumi.Input<string>;
  /** An endpoint's name in Azure, from where it leads and whose network it is in. */
  endpointName: (target: string) => string;
  /** By the environment whose network it is. */
  networks: Record<string, NeighbourNetwork>;
}

/** Private endpoints by which other environments' clusters reach a storage account that takes nobody else. */
export class StorageDoors extends pulumi.ComponentResource {
  constructor(name: string, args: StorageDoorsArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:azure:StorageDoors", name, {}, options);

    const { accountId, endpointName, location, networks, resourceGroupName, tags } = args;
    for (const [environment, { endpointSubnetId, storageZones }] of Object.entries(networks)) {
      for (const subResource of ["dfs", "blob"] as const) {
        const target = `data-lake-${subResource}-in-${environment}`;
        privateEndpoint(
          `${name}-${subResource}-in-${environment}`,
          {
            resourceGroupName,
            location,
            tags,
            subnetId: endpointSubnetId,
            endpointName: endpointName(target),
            target,
            subResource,
            resourceId: accountId,
            zoneId: storageZones[subResource],
          },
          { parent: this },
        );
      }
    }

    this.registerOutputs({});
  }
}
