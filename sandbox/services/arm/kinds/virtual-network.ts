import { isJsonObject, type JsonObject } from "../../../catalogue/json";
import { AddressRange } from "../address-range";
import { badRequest } from "../arm-request";
import type { Draft, ResourceKind } from "../resource-kind";
import type { ArmResource } from "../resources";
import { addressSpaceOf, completeSubnet, requireFitting, requirePrefixesUnused, SUBNET, subnet } from "./subnet";

/**
 * A network's body holds its subnets, which are resources of their own as well: what a PUT leaves out, it deletes.
 * They are kept as resources, and put into the body when it is read.
 */
export const virtualNetwork: ResourceKind = {
  type: "Microsoft.Network/virtualNetworks",
  client: "armnetwork.VirtualNetworks",
  prepare({ id, properties, existing, resources, call }) {
    const space = addressSpaceOf(properties);
    if (space.length === 0)
      throw badRequest("AddressSpaceRequired", `Virtual network ${id.name} has no address space.`);
    for (const prefix of space) AddressRange.parse(prefix);
    properties.enableDdosProtection ??= false;
    properties.resourceGuid = resourceGuid(existing) ?? call.store.uuid();
    for (const each of resources.ofType(SUBNET, id.text)) {
      const kept = subnetsIn(properties).find(({ name }) => name === each.name);
      const own = isJsonObject(each.body.properties) ? each.body.properties : {};
      if (kept) {
        requireFitting(each.name, own, space, []);
        requirePrefixesUnused(each, isJsonObject(kept.properties) ? kept.properties : {}, resources);
      } else subnet.requireUnused?.(each, resources, { root: each.id, includes: () => false });
    }
  },
  written(resource, draft) {
    const wanted = subnetsIn(draft.properties);
    for (const each of draft.resources.ofType(SUBNET, resource.id)) {
      if (!wanted.some(({ name }) => name === each.name)) draft.resources.remove(each.id);
    }
    for (const each of wanted) writeSubnet(each, resource, draft);
  },
  view(resource, resources) {
    const subnets = resources.ofType(SUBNET, resource.id).map(({ body }) => body);
    const properties = isJsonObject(resource.body.properties) ? resource.body.properties : {};
    return { ...resource.body, properties: { ...properties, subnets } };
  },
};

function writeSubnet(given: JsonObject, network: ArmResource, { resources, call }: Draft): void {
  const name = String(given.name);
  const id = `${network.id}/subnets/${name}`;
  const properties = isJsonObject(given.properties) ? given.properties : {};
  const siblings = resources.ofType(SUBNET, network.id).filter((other) => other.name !== name);
  completeSubnet(id, name, properties);
  requireFitting(name, properties, addressSpaceOf(network.body.properties), siblings);
  const body = { ...given, id, name, type: SUBNET, etag: `"${call.store.uuid()}"`, properties };
  resources.put({ id, type: SUBNET, name, body, readyAt: call.store.now(), hidden: {} });
}

function subnetsIn({ subnets }: JsonObject): JsonObject[] {
  return Array.isArray(subnets) ? subnets.filter(isJsonObject) : [];
}

function resourceGuid(existing: ArmResource | undefined): string | undefined {
  const properties = isJsonObject(existing?.body.properties) ? existing.body.properties : {};
  return typeof properties.resourceGuid === "string" ? properties.resourceGuid : undefined;
}
