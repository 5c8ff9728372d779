import { isJsonObject, type Json, type JsonObject } from "../../../catalogue/json";
import { AddressRange } from "../address-range";
import { isWithin, sameId } from "../arm-id";
import { badRequest } from "../arm-request";
import type { Draft, ResourceKind } from "../resource-kind";
import { type ArmResource, type ArmResources, propertiesOf } from "../resources";
import { idIn } from "./references";

export const SUBNET = "Microsoft.Network/virtualNetworks/subnets";

/** Azure keeps the first four addresses and the last, and Databricks takes nothing smaller than /26; Azure /29. */
const LONGEST_PREFIX = 29;

export const subnet: ResourceKind = {
  type: SUBNET,
  client: "armnetwork.Subnets",
  prepare(draft) {
    completeSubnet(draft.id.text, draft.id.name, draft.properties);
    requireRoom(draft);
    requireReferences(draft);
    if (!draft.existing) return;
    requireDelegationUnused(draft.existing, draft);
    requireGuardKept(draft.existing, draft);
    requirePrefixesUnused(draft.existing, draft.properties, draft.resources);
  },
  requireUnused(resource, resources, deletion) {
    const user = usersOf(resource, resources).find((other) => !deletion.includes(other));
    if (user) {
      throw badRequest(
        "InUseSubnetCannotBeDeleted",
        `Subnet ${resource.name} is in use by ${user.id} and cannot be deleted. In order to delete the subnet, delete ` +
          "all the resources within the subnet.",
      );
    }
  },
};

/** Fills in what Azure fills in, for a subnet of its own or one in a network's body. */
export function completeSubnet(id: string, name: string, properties: JsonObject): void {
  properties.provisioningState = "Succeeded";
  properties.privateEndpointNetworkPolicies ??= "Disabled";
  properties.privateLinkServiceNetworkPolicies ??= "Enabled";
  properties.delegations = delegationsOf(properties).map((delegation) => ({
    ...delegation,
    id: `${id}/delegations/${String(delegation.name)}`,
    type: "Microsoft.Network/virtualNetworks/subnets/delegations",
    properties: {
      ...(isJsonObject(delegation.properties) ? delegation.properties : {}),
      provisioningState: "Succeeded",
    },
  }));
  if (prefixesOf(properties).length === 0) {
    throw badRequest("NoAddressPrefixOrPoolProvided", `Subnet ${name} has no address prefix.`);
  }
}

function delegationsOf(properties: JsonObject): JsonObject[] {
  return Array.isArray(properties.delegations) ? properties.delegations.filter(isJsonObject) : [];
}

/** The services that a subnet is handed over to, for example `Microsoft.Databricks/workspaces`. */
export function delegatedServices({ body }: ArmResource): string[] {
  const properties = isJsonObject(body.properties) ? body.properties : {};
  return delegationsOf(properties).flatMap(({ properties: delegation }) =>
    isJsonObject(delegation) && typeof delegation.serviceName === "string" ? [delegation.serviceName] : [],
  );
}

function prefixesOf({ addressPrefix, addressPrefixes }: JsonObject): string[] {
  const several = Array.isArray(addressPrefixes) ? addressPrefixes : [];
  return [addressPrefix, ...several].filter((prefix): prefix is string => typeof prefix === "string");
}

function requireRoom({ id, properties, resources }: Draft): void {
  const network = resources.require(id.parent ?? "");
  const siblings = resources.ofType(SUBNET, network.id).filter((other) => !sameId(other.id, id.text));
  requireFitting(id.name, properties, addressSpaceOf(network.body.properties), siblings);
}

/** @param siblings the other subnets of the network. */
export function requireFitting(name: string, properties: JsonObject, space: string[], siblings: ArmResource[]): void {
  const ranges = space.map((prefix) => AddressRange.parse(prefix));
  for (const prefix of prefixesOf(properties)) {
    const range = AddressRange.parse(prefix);
    if (range.length > LONGEST_PREFIX || !ranges.some((whole) => whole.contains(range))) {
      throw badRequest(
        "NetcfgInvalidSubnet",
        `Subnet '${name}' is not valid because its IP address range ${prefix} is outside the IP address range of virtual ` +
          `network (${space.join(", ")}) or smaller than /${LONGEST_PREFIX}.`,
      );
    }
    const clash = siblings.find((other) => ownRanges(other).some((taken) => taken.overlaps(range)));
    if (clash) {
      throw badRequest(
        "NetcfgSubnetRangesOverlap",
        `Subnet '${name}' is not valid because its IP address range overlaps with that of an existing subnet in the virtual network: ${clash.name}.`,
      );
    }
  }
}

const ownRanges = ({ body }: ArmResource): AddressRange[] =>
  prefixesOf(isJsonObject(body.properties) ? body.properties : {}).map((prefix) => AddressRange.parse(prefix));

export function addressSpaceOf(network: Json | undefined): string[] {
  const space = isJsonObject(network) && isJsonObject(network.addressSpace) ? network.addressSpace.addressPrefixes : [];
  return Array.isArray(space) ? space.filter((prefix): prefix is string => typeof prefix === "string") : [];
}

/** What a subnet may refer to: who guards it, and where its machines leave by. */
function requireReferences({ id, properties, resources }: Draft): void {
  for (const reference of [idIn(properties.networkSecurityGroup), idIn(properties.natGateway)]) {
    if (reference !== undefined && !resources.get(reference)) throw invalidReference(reference, id.text);
  }
}

export function invalidReference(missing: string, from: string): Error {
  return badRequest(
    "InvalidResourceReference",
    `Resource ${missing} referenced by resource ${from} was not found. Please make sure that the referenced resource ` +
      "exists, and that both resources are in the same region.",
  );
}

/** The delegation that a workspace in the subnet relies on can not be taken away. */
function requireDelegationUnused(existing: ArmResource, draft: Draft): void {
  const kept = delegationsOf(draft.properties).length > 0 || delegatedServices(existing).length === 0;
  const user = usersOf(existing, draft.resources).find(({ type }) => type === "Microsoft.Databricks/workspaces");
  if (kept || !user) return;
  throw badRequest(
    "SubnetMissingRequiredDelegation",
    `Subnet ${existing.id} requires the delegation [Microsoft.Databricks/workspaces] while ${user.id} uses it.`,
  );
}

/** Databricks' own policy on the subnets of a workspace holds their security group. */
function requireGuardKept(existing: ArmResource, { properties, resources }: Draft): void {
  const before = idIn(propertiesOf(existing).networkSecurityGroup);
  const after = idIn(properties.networkSecurityGroup);
  const [workspace] = workspacesIn(existing, resources);
  if (!workspace || before === undefined || (after !== undefined && sameId(before, after))) return;
  throw badRequest(
    "NetworkSecurityGroupCannotBeRemovedDueToNipOnSubnet",
    `Network security group cannot be removed from subnet ${existing.id} because it has network intent policy ` +
      `databricks-${workspace.name} applied.`,
  );
}

/** Addresses that something in the subnet has stay the subnet's. Clusters come and go: a workspace counts as if it had some. */
export function requirePrefixesUnused(existing: ArmResource, after: JsonObject, resources: ArmResources): void {
  const kept = prefixesOf(after);
  const gone = prefixesOf(propertiesOf(existing)).find((prefix) => !kept.includes(prefix));
  if (gone === undefined || usersOf(existing, resources).length === 0) return;
  throw badRequest(
    "InUsePrefixCannotBeDeleted",
    `IpPrefix ${gone} on Subnet ${existing.name} has active allocations and cannot be deleted.`,
  );
}

/** Workspaces injected into the subnet, and private endpoints in it. */
function usersOf(resource: ArmResource, resources: ArmResources): ArmResource[] {
  const endpoints = resources.ofType("Microsoft.Network/privateEndpoints").filter((endpoint) => {
    const inSubnet = idIn(propertiesOf(endpoint).subnet);
    return inSubnet !== undefined && sameId(inSubnet, resource.id);
  });
  return [...endpoints, ...workspacesIn(resource, resources)];
}

/** Subnets that use a resource as their `natGateway`, or `networkSecurityGroup`. */
export const subnetsBehind = (
  member: "natGateway" | "networkSecurityGroup",
  { id }: ArmResource,
  resources: ArmResources,
): ArmResource[] =>
  resources.ofType(SUBNET).filter((subnet) => {
    const used = idIn(propertiesOf(subnet)[member]);
    return used !== undefined && sameId(used, id);
  });

/** Workspaces that are injected into the subnet. */
export const workspacesIn = (resource: ArmResource, resources: ArmResources): ArmResource[] =>
  resources.ofType("Microsoft.Databricks/workspaces").filter(({ body }) => {
    const parameters = isJsonObject(body.properties) ? body.properties.parameters : undefined;
    const value = (name: string): Json | undefined => {
      const parameter = isJsonObject(parameters) ? parameters[name] : undefined;
      return isJsonObject(parameter) ? parameter.value : undefined;
    };
    const network = value("customVirtualNetworkId");
    const names = [value("customPublicSubnetName"), value("customPrivateSubnetName")];
    return typeof network === "string" && isWithin(resource.id, network) && names.includes(resource.name);
  });
