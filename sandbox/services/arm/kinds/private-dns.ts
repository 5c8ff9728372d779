import { isJsonObject } from "../../../catalogue/json";
import { ApiError } from "../../../control-plane";
import { badRequest } from "../arm-request";
import type { ResourceKind } from "../resource-kind";
import { invalidReference } from "./subnet";

const LINK = "Microsoft.Network/privateDnsZones/virtualNetworkLinks";
const RECORD_SETS = { maxNumberOfRecordSets: 25_000, maxNumberOfVirtualNetworkLinks: 1000 };

export const privateZone: ResourceKind = {
  type: "Microsoft.Network/privateDnsZones",
  client: "armprivatedns.PrivateZones",
  global: true,
  prepare({ id, properties }) {
    if (!/^([a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}$/i.test(id.name)) {
      throw badRequest(
        "BadRequest",
        `The private DNS zone name '${id.name}' is not a valid domain name of two labels or more.`,
      );
    }
    Object.assign(properties, RECORD_SETS, {
      maxNumberOfVirtualNetworkLinksWithRegistration: 100,
      numberOfRecordSets: 1,
    });
  },
  view(resource, resources) {
    const links = resources.ofType(LINK, resource.id);
    const registering = links.filter(
      ({ body }) => isJsonObject(body.properties) && body.properties.registrationEnabled === true,
    );
    const properties = isJsonObject(resource.body.properties) ? resource.body.properties : {};
    return {
      ...resource.body,
      properties: {
        ...properties,
        numberOfVirtualNetworkLinks: links.length,
        numberOfVirtualNetworkLinksWithRegistration: registering.length,
      },
    };
  },
  requireUnused(resource, resources, { root }) {
    const link = resources.ofType(LINK, resource.id)[0];
    // A zone is not deleted with its links, except with the resource group that holds them all.
    if (!link || root !== resource.id) return;
    throw new ApiError(
      409,
      "CannotDeleteResource",
      `Can not delete resource before nested resources are deleted. Nested resources: ${link.id}.`,
    );
  },
};

export const virtualNetworkLink: ResourceKind = {
  type: LINK,
  client: "armprivatedns.VirtualNetworkLinks",
  global: true,
  prepare({ id, properties, resources }) {
    const network = isJsonObject(properties.virtualNetwork) ? properties.virtualNetwork.id : undefined;
    if (typeof network !== "string" || !resources.get(network)) throw invalidReference(String(network), id.text);
    properties.registrationEnabled ??= false;
    properties.virtualNetworkLinkState = "Completed";
  },
};
