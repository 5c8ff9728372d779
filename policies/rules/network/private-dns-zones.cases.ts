import { append, type RuleCases, remove, set } from "../../cases/planted";

const endpoint = "azure-native:network:PrivateEndpoint";
const link = "azure-native:privatedns:VirtualNetworkLink";
const zone = "azure-native:privatedns:PrivateZone";

export const cases: RuleCases = {
  caught: [
    {
      name: "an endpoint to a part of storage that has no zone",
      changes: [
        set(endpoint, "private-endpoints-data-lake-dfs", { "privateLinkServiceConnections[0].groupIds": ["queue"] }),
      ],
      says: "privatelink.queue.core.windows.net",
    },
    {
      name: "a zone that the network does not ask",
      stack: "staging.platform",
      changes: [remove(link, "private-endpoints-privatelink.vaultcore.azure.net-link")],
      finds: ["private-endpoints-privatelink.vaultcore.azure.net"],
      says: "linked to no network",
    },
    {
      name: "a link that leads to no network",
      changes: [set(link, "private-endpoints-privatelink.blob.core.windows.net-link", { virtualNetwork: undefined })],
      finds: ["private-endpoints-privatelink.blob.core.windows.net"],
      says: "it is linked to no network",
    },
    {
      name: "an endpoint without an entry in a zone",
      changes: [
        { kind: "remove", type: "azure-native:network:PrivateDnsZoneGroup", name: "private-endpoints-workspace-names" },
      ],
      finds: ["private-endpoints-workspace"],
      says: "no private zone has an entry",
    },
  ],
  leftAlone: [
    {
      name: "an endpoint that is removed with all that names it",
      changes: [
        remove(endpoint, "private-endpoints-key-vault"),
        remove(link, "private-endpoints-privatelink.vaultcore.azure.net-link"),
        remove(zone, "private-endpoints-privatelink.vaultcore.azure.net"),
        { kind: "remove", type: "azure-native:network:PrivateDnsZoneGroup", name: "private-endpoints-key-vault-names" },
      ],
    },
    {
      name: "an endpoint to a second part of the same zone",
      changes: [
        append(
          endpoint,
          "private-endpoints-workspace",
          "privateLinkServiceConnections[0].groupIds",
          "browser_authentication",
        ),
      ],
    },
  ],
};
