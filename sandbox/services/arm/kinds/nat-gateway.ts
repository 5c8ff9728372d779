import { isJsonObject } from "../../../catalogue/json";
import { sameId } from "../arm-id";
import { badRequest } from "../arm-request";
import type { ResourceKind } from "../resource-kind";
import type { ArmResource, ArmResources } from "../resources";
import { idIn, idsIn } from "./references";
import { invalidReference, SUBNET } from "./subnet";

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
    const subnets = subnetsBehind(resource, resources).map((subnet) => ({ id: subnet.id }));
    const properties = isJsonObject(resource.body.properties) ? resource.body.properties : {};
    return { ...resource.body, properties: { ...properties, ...(subnets.length > 0 && { subnets }) } };
  },
  requireUnused(resource, resources, deletion) {
    const user = subnetsBehind(resource, resources).find((subnet) => !deletion.includes(subnet));
    if (user) {
      throw badRequest(
        "InUseNatGatewayCannotBeDeleted",
        `NAT gateway ${resource.id} cannot be deleted because it is in use by the following resources: ${user.id}.`,
      );
    }
  },
};

const subnetsBehind = (gateway: ArmResource, resources: ArmResources): ArmResource[] =>
  resources.ofType(SUBNET).filter(({ body }) => {
    const used = isJsonObject(body.properties) ? idIn(body.properties.natGateway) : undefined;
    return used !== undefined && sameId(used, gateway.id);
  });

/** A gateway takes addresses of its own kind only, and such as stay. */
function requireStandard({ id, body }: ArmResource, gateway: string): void {
  const sku = isJsonObject(body.sku) ? body.sku.name : undefined;
  const method = isJsonObject(body.properties) ? body.properties.publicIPAllocationMethod : undefined;
  if (sku === "Standard" && method === "Static") return;
  throw badRequest(
    "NatGatewayPublicIpAddressMustBeStandardSku",
    `NAT gateway ${gateway} cannot use the public IP address ${id}: it must have the SKU Standard and be static.`,
  );
}
