import { ALWAYS, type PolicyResource, stackRule } from "../../rule";
import { zoneOf } from "./shared/private-zones";

const ZONE_GROUP = "azure-native:network:PrivateDnsZoneGroup";

export const rule = stackRule({
  id: "LSNET007",
  title: "The names of services lead to their private endpoints",
  why: `Clients ask DNS for the service's own name. Without the private zone, its link to the network and the endpoint's
entry in it, they get the public address, and the firewall refuses them or the traffic leaves the network.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:RE"],
  remediation:
    "Give each endpoint a PrivateDnsZoneGroup, its sub-resource's PrivateZone, and that zone a VirtualNetworkLink.",
  example: `new PrivateEndpoints("private-endpoints", {
  ...,
  targets: { "data-lake-dfs": { subResource: "dfs", resourceId: account.id } },
});`,
  types: [
    ZONE_GROUP,
    "azure-native:network:PrivateEndpoint",
    "azure-native:privatedns:PrivateZone",
    "azure-native:privatedns:VirtualNetworkLink",
  ],
  check(stack, report) {
    const zones = stack.ofType("azure-native:privatedns:PrivateZone");
    const endpoints = stack.ofType("azure-native:network:PrivateEndpoint");
    for (const endpoint of endpoints) {
      const { manualPrivateLinkServiceConnections: manual, privateLinkServiceConnections: automatic } = endpoint.props;
      for (const subResource of [...(automatic ?? []), ...(manual ?? [])].flatMap(({ groupIds }) => groupIds ?? [])) {
        const expected = zoneOf(subResource);
        if (expected && !zones.some(({ props }) => props.privateZoneName?.toLowerCase() === expected)) {
          report(`no private zone ${expected} makes names lead to it`, endpoint);
        }
      }
    }
    const links = stack
      .ofType("azure-native:privatedns:VirtualNetworkLink")
      .filter(({ props }) => props.virtualNetwork);
    for (const zone of zones) {
      if (!links.some(({ props }) => isNameOf(props.privateZoneName, zone, zone.props.privateZoneName))) {
        report("it is linked to no network", zone);
      }
    }
    const entries = stack.ofType(ZONE_GROUP).flatMap(zoneGroupFor);
    for (const endpoint of endpoints) {
      if (!entries.some((name) => isNameOf(name, endpoint, endpoint.props.privateEndpointName))) {
        report("no private zone has an entry for it", endpoint);
      }
    }
  },
});

/** Name of the endpoint that the resource gives entries in zones. */
function zoneGroupFor({ props }: PolicyResource<typeof ZONE_GROUP>): string[] {
  return (props.privateDnsZoneConfigs ?? []).length > 0 && props.privateEndpointName ? [props.privateEndpointName] : [];
}

/** In an estate that is only declared, a resource's own name stands in for what Azure answers. */
const isNameOf = (name: string | undefined, resource: PolicyResource, declared: string | undefined): boolean =>
  name !== undefined && (name === resource.name || name.toLowerCase() === declared?.toLowerCase());
