import { PrivateZone, VirtualNetworkLink } from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import { privateEndpoint } from "./private-endpoint";

/** Private DNS zones that Azure reserves for private endpoints, by the sub-resource that an endpoint leads to. */
const ZONES = {
  blob: "privatelink.blob.core.windows.net",
  browser_authentication: "privatelink.azuredatabricks.net",
  databricks_ui_api: "privatelink.azuredatabricks.net",
  dfs: "privatelink.dfs.core.windows.net",
  vault: "privatelink.vaultcore.azure.net",
} as const;

/** A service that is reached over a private endpoint. */
export interface PrivateTarget {
  /** The part of the service: `dfs` and `blob` of a storage account, for example. */
  subResource: keyof typeof ZONES;
  resourceId: pulumi.Input<string>;
}

/** Resource ids of the DNS zones of a storage account's two addresses. */
export interface StorageZones {
  blob: pulumi.Input<string>;
  dfs: pulumi.Input<string>;
}

export interface PrivateEndpointsArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  tags: Record<string, string>;
  virtualNetworkId: pulumi.Input<string>;
  /** The subnet whose addresses the endpoints take. */
  subnetId: pulumi.Input<string>;
  /** An endpoint's name in Azure, from a target's. */
  endpointName: (target: string) => string;
  /** Services to reach, by a short name. */
  targets: Record<string, PrivateTarget>;
}

/** Private endpoints in a virtual network, and the DNS zones that make the services' own names lead to them. */
export class PrivateEndpoints extends pulumi.ComponentResource {
  private readonly zones = new Map<string, PrivateZone>();
  /** Resource ids of the DNS zones in which the network looks storage up, where endpoints lead to any. */
  readonly storageZones: StorageZones | undefined;

  constructor(
    private readonly name: string,
    private readonly args: PrivateEndpointsArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:azure:PrivateEndpoints", name, {}, options);

    for (const [target, { resourceId, subResource }] of Object.entries(args.targets)) {
      const zone = this.zone(ZONES[subResource]);
      const { location, resourceGroupName, subnetId, tags } = args;
      privateEndpoint(
        `${name}-${target}`,
        {
          resourceGroupName,
          location,
          tags,
          subnetId,
          endpointName: args.endpointName(target),
          target,
          subResource,
          resourceId,
          zoneId: zone.id,
        },
        { parent: this },
      );
    }

    const [blob, dfs] = [this.zones.get(ZONES.blob), this.zones.get(ZONES.dfs)];
    if (blob && dfs) this.storageZones = { blob: blob.id, dfs: dfs.id };

    this.registerOutputs({});
  }

  /** The zone of this name, linked to the network: one, however many endpoints it names. */
  private zone(privateZoneName: string): PrivateZone {
    const existing = this.zones.get(privateZoneName);
    if (existing) return existing;
    const { resourceGroupName, tags, virtualNetworkId } = this.args;
    const zone = new PrivateZone(
      `${this.name}-${privateZoneName}`,
      { privateZoneName, resourceGroupName, location: "global", tags },
      { parent: this },
    );
    new VirtualNetworkLink(
      `${this.name}-${privateZoneName}-link`,
      {
        virtualNetworkLinkName: "virtual-network",
        privateZoneName: zone.name,
        resourceGroupName,
        location: "global",
        registrationEnabled: false,
        virtualNetwork: { id: virtualNetworkId },
      },
      { parent: this },
    );
    this.zones.set(privateZoneName, zone);
    return zone;
  }
}
