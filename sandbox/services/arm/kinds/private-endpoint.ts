import { isJsonObject, type Json, type JsonObject } from "../../../catalogue/json";
import { ownMember } from "../../../control-plane";
import { parseArmId } from "../arm-id";
import { badRequest } from "../arm-request";
import type { Draft, ResourceKind } from "../resource-kind";
import { askForConnection, type ConnectionStatus, connectionOf } from "./private-endpoint-connection";
import { invalidReference } from "./subnet";

/** What a private endpoint can connect to, by resource type. */
const GROUP_IDS: Readonly<Record<string, readonly string[]>> = {
  "microsoft.databricks/workspaces": ["databricks_ui_api", "browser_authentication"],
  "microsoft.keyvault/vaults": ["vault"],
  "microsoft.storage/storageaccounts": [
    "blob",
    "blob_secondary",
    "dfs",
    "dfs_secondary",
    "file",
    "queue",
    "table",
    "web",
  ],
};

export const privateEndpoint: ResourceKind = {
  type: "Microsoft.Network/privateEndpoints",
  client: "armnetwork.PrivateEndpoints",
  provisioning: 100,
  prepare(draft) {
    const { id, properties, resources } = draft;
    const subnet = isJsonObject(properties.subnet) ? properties.subnet.id : undefined;
    if (typeof subnet !== "string")
      throw badRequest("MissingRequiredParameter", `Private endpoint ${id.name} has no subnet.`);
    if (!resources.get(subnet)) throw invalidReference(subnet, id.text);
    const connections = [
      ...connected(properties.privateLinkServiceConnections, "Approved", draft),
      ...connected(properties.manualPrivateLinkServiceConnections, "Pending", draft),
    ];
    if (connections.length !== 1) {
      throw badRequest(
        "PrivateEndpointMustHaveOneConnection",
        `Private endpoint ${id.name} must have exactly one connection, and has ${connections.length}.`,
      );
    }
    const [connection] = connections;
    const manual = Array.isArray(properties.manualPrivateLinkServiceConnections);
    properties.privateLinkServiceConnections = manual || !connection ? [] : [connection];
    properties.manualPrivateLinkServiceConnections = manual && connection ? [connection] : [];
    properties.networkInterfaces = [
      { id: `${scopeOf(id.text)}/providers/Microsoft.Network/networkInterfaces/${id.name}.nic` },
    ];
    properties.customDnsConfigs ??= [];
  },
  /** What its maker owns is approved by making it; what it is asked for manually waits for the owner. */
  written({ id, name, body }, { existing, resources, call }) {
    if (existing) return;
    for (const [status, connections] of connectionsIn(body.properties)) {
      for (const { properties } of connections) {
        const to = isJsonObject(properties) ? String(properties.privateLinkServiceId) : "";
        const now = call.store.now();
        askForConnection(resources, { to, endpoint: id, status, name: `${name}.${call.store.uuid()}`, now });
      }
    }
  },
  deleted({ id }, _inside, _call, resources) {
    const connection = connectionOf(resources, id);
    if (connection) resources.remove(connection.id);
  },
};

export const privateDnsZoneGroup: ResourceKind = {
  type: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
  client: "armnetwork.PrivateDNSZoneGroups",
  prepare({ id, properties, resources }) {
    const configs = Array.isArray(properties.privateDnsZoneConfigs)
      ? properties.privateDnsZoneConfigs.filter(isJsonObject)
      : [];
    for (const config of configs) {
      const zone = isJsonObject(config.properties) ? config.properties.privateDnsZoneId : undefined;
      if (typeof zone !== "string" || !resources.get(zone)) throw invalidReference(String(zone), id.text);
    }
  },
};

function connectionsIn(properties: Json | undefined): [ConnectionStatus, JsonObject[]][] {
  if (!isJsonObject(properties)) return [];
  const { privateLinkServiceConnections: own, manualPrivateLinkServiceConnections: manual } = properties;
  const objects = (value: Json | undefined) => (Array.isArray(value) ? value.filter(isJsonObject) : []);
  return [
    ["Approved", objects(own)],
    ["Pending", objects(manual)],
  ];
}

function connected(connections: Json | undefined, status: ConnectionStatus, { id, resources }: Draft): JsonObject[] {
  if (!Array.isArray(connections)) return [];
  return connections.filter(isJsonObject).map((connection) => {
    const given = isJsonObject(connection.properties) ? connection.properties : {};
    const target = given.privateLinkServiceId;
    if (typeof target !== "string" || !resources.get(target)) throw invalidReference(String(target), id.text);
    requireGroup(target, given.groupIds);
    return {
      ...connection,
      id: `${id.text}/privateLinkServiceConnections/${String(connection.name)}`,
      type: "Microsoft.Network/privateEndpoints/privateLinkServiceConnections",
      properties: {
        ...given,
        provisioningState: "Succeeded",
        privateLinkServiceConnectionState: { status, description: "", actionsRequired: "None" },
      },
    };
  });
}

function requireGroup(target: string, groupIds: Json | undefined): void {
  const known = ownMember(GROUP_IDS, parseArmId(target).type.toLowerCase()) ?? [];
  const asked = Array.isArray(groupIds) ? groupIds : [];
  const unknown = asked.find((group) => typeof group !== "string" || !known.includes(group));
  if (asked.length === 1 && unknown === undefined) return;
  throw badRequest(
    "PrivateEndpointGroupIdInvalid",
    `Call to ${target} failed: private link resource ${String(unknown ?? asked.length)} is not one of ${known.join(", ")}.`,
  );
}

const scopeOf = (id: string): string => id.slice(0, id.toLowerCase().lastIndexOf("/providers/"));
