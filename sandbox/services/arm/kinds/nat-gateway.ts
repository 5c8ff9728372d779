import { isJsonObject } from "../../../catalogue/json";
import { badRequest } from "../arm-request";
import type { ResourceKind } from "../resource-kind";
import { type ArmResource, propertiesOf } from "../resources";
import { idsIn } from "./references";
import { invalidReference, subnetsBehind } from "./subnet";

export const NAT_GATEWAY = "Microsoft.Network/natGateways";

export const natGateway: ResourceKind = {
  type: NAT_GATEWAY,
  client: "armnetwork.NatGateways",
  prepare({ id, properties, resources }) {
    properties.idleTimeoutInMinutes ??= 4;
    for (const address of idsIn(properties.publicIpAddresses)) {
      const found = resources.get(address);
      if (!found) throw invalidReference(address, id.text);
      requireStandard(found, id.text);
    }
  },
  view(resource, resources) {
    const subnets = subnetsBehind("natGateway", resource, resources).map((subnet) => ({ id: subnet.id }));
    return { ...resource.body, properties: { ...propertiesOf(resource), ...(subnets.length > 0 && { subnets }) } };
  },
  requireUnused(resource, resources, deletion) {
    const user = subnetsBehind("natGateway", resource, resources).find((subnet) => !deletion.includes(subnet));
    if (user) {
      throw badRequest(
        "InUseNatGatewayCannotBeDeleted",
        `NAT gateway ${resource.id} cannot be deleted because it is in use by the following resources: ${user.id}.`,
      );
    }
  },
};

/** A gateway takes addresses of its own kind only, and such as stay. */
function requireStandard(address: ArmResource, gateway: string): void {
  const { body, id } = address;
  const sku = isJsonObject(body.sku) ? body.sku.name : undefined;
  if (sku === "Standard" && propertiesOf(address).publicIPAllocationMethod === "Static") return;
  throw badRequest(
    "NatGatewayPublicIpAddressMustBeStandardSku",
    `NAT gateway ${gateway} cannot use the public IP address ${id}: it must have the SKU Standard and be static.`,
  );
}
