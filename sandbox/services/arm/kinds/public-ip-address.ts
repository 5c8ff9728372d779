import { isJsonObject } from "../../../catalogue/json";
import { sameId } from "../arm-id";
import { badRequest } from "../arm-request";
import type { ResourceKind } from "../resource-kind";
import { type ArmResource, propertiesOf } from "../resources";
import { NAT_GATEWAY } from "./nat-gateway";
import { idsIn } from "./references";

/** Addresses that stand for others in documentation (RFC 5737): nobody is reached at them. */
const DOCUMENTATION_NETWORK = "203.0.113";
const ADDRESSES = 254;

export const publicIpAddress: ResourceKind = {
  type: "Microsoft.Network/publicIPAddresses",
  client: "armnetwork.PublicIPAddresses",
  prepare({ body, properties, existing, call }) {
    const sku = isJsonObject(body.sku) ? body.sku : {};
    body.sku = { name: "Basic", tier: "Regional", ...sku };
    properties.publicIPAddressVersion ??= "IPv4";
    properties.publicIPAllocationMethod ??= "Dynamic";
    properties.idleTimeoutInMinutes ??= 4;
    properties.ipTags ??= [];
    // A dynamic address comes with the machine that uses it.
    if (properties.publicIPAllocationMethod === "Static") {
      properties.ipAddress =
        propertiesOf(existing).ipAddress ?? `${DOCUMENTATION_NETWORK}.${1 + (Number(call.store.nextId()) % ADDRESSES)}`;
    }
  },
  requireUnused(resource, resources, deletion) {
    const user = resources
      .ofType(NAT_GATEWAY)
      .find((gateway) => uses(gateway, resource.id) && !deletion.includes(gateway));
    if (user) {
      throw badRequest(
        "PublicIPAddressCannotBeDeleted",
        `Public IP address ${resource.id} can not be deleted since it is still allocated to resource ${user.id}.`,
      );
    }
  },
};

const uses = (gateway: ArmResource, address: string): boolean =>
  idsIn(propertiesOf(gateway).publicIpAddresses).some((id) => sameId(id, address));
