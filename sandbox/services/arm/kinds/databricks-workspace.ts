import { assignAutomatically } from "../../../authority/unity-catalog/automatic-assignment";
import { isJsonObject, type Json, type JsonObject } from "../../../catalogue/json";
import {
  ApiError,
  removeWorkspace,
  type Workspace,
  workspaceAddress,
  workspaceByResourceId,
  workspaces,
} from "../../../control-plane";
import { requireLinkedAccess } from "../access-control";
import { isWithin, parseArmId, RESOURCE_GROUP } from "../arm-id";
import { badRequest } from "../arm-request";
import type { Draft, ResourceKind } from "../resource-kind";
import { propertiesOf } from "../resources";
import { delegatedServices, invalidReference } from "./subnet";
import { completeEncryption } from "./workspace-encryption";

const WORKSPACE = "Microsoft.Databricks/workspaces";
/** From this API version on, a workspace says whether it has compute of its own. */
const COMPUTE_MODE_SINCE = "2025-08-01";
/** What a workspace is made with and can not be changed. */
const FIXED = ["managedResourceGroupId", "computeMode"] as const;

/**
 * Making one is what makes that workspace's API answer; deleting it ends that. The resource group that it has for itself
 * stays, with what Unity Catalog may have put there.
 */
export const databricksWorkspace: ResourceKind = {
  type: WORKSPACE,
  client: "armdatabricks.Workspaces",
  provisioning: 300,
  prepare(draft) {
    const { id, body, properties, existing } = draft;
    if (!/^[A-Za-z0-9_-]{3,64}$/.test(id.name)) {
      throw badRequest(
        "InvalidWorkspaceName",
        `The workspace name '${id.name}' is invalid: 3 to 64 letters, digits, underscores and hyphens.`,
      );
    }
    requireComputeMode(draft);
    requireUnchanged(draft);
    if (!existing) {
      requireFreeManagedGroup(draft);
      requireManagedGroupAccess(draft);
    }
    body.sku = isJsonObject(body.sku) ? body.sku : { name: "standard" };
    completeParameters(draft);
    requireSubnets(draft);
    properties.publicNetworkAccess ??= "Enabled";
    properties.authorizations ??= [];
    properties.isUcEnabled = true;
    const workspace = registered(draft);
    properties.workspaceId = String(workspace.id);
    properties.workspaceUrl = workspaceAddress(workspace);
    properties.createdDateTime = new Date(workspace.createdAt).toISOString();
    completeEncryption(draft);
  },
  written(resource, { resources, properties, call, existing }) {
    if (existing) return;
    const group = String(properties.managedResourceGroupId);
    const put = (id: string, members: JsonObject = {}): void => {
      const { name, type } = parseArmId(id);
      const { location = null } = resource.body;
      const body = { id, name, type, location, properties: { provisioningState: "Succeeded" }, ...members };
      resources.put({ id, type, name, body, readyAt: call.store.now(), hidden: {} });
    };
    put(group, { managedBy: resource.id });
    const storageAccount = `dbstorage${Number(properties.workspaceId).toString(36)}`;
    put(`${group}/providers/Microsoft.Storage/storageAccounts/${storageAccount}`, {
      kind: "StorageV2",
      sku: { name: "Standard_GRS", tier: "Standard" },
    });
    put(`${group}/providers/Microsoft.Databricks/accessConnectors/unity-catalog-access-connector`);
    const workspace = workspaceByResourceId(call.store, resource.id);
    if (workspace) assignAutomatically(call, workspace, storageAccount);
  },
  deleted(resource, _, call) {
    const workspace = workspaceByResourceId(call.store, resource.id);
    if (workspace) removeWorkspace(call, workspace);
  },
};

/** The workspace in the account; made here when it is new. */
function registered({ id, body, existing, call }: Draft): Workspace {
  const known = existing && workspaceByResourceId(call.store, existing.id);
  const sku = isJsonObject(body.sku) ? String(body.sku.name) : "standard";
  if (known) return call.store.put(workspaces, String(known.id), { ...known, sku });
  const workspace: Workspace = {
    id: call.store.nextId(),
    name: id.name,
    resourceId: id.text,
    region: String(body.location),
    sku,
    port: call.listeners.freePort(id.name),
    administrators: [call.principal.id],
    createdAt: call.store.now(),
  };
  call.afterCommit(() => call.listeners.open(workspace));
  return call.store.put(workspaces, String(workspace.id), workspace);
}

/** Who makes a workspace makes its managed group: a role on the workspace's own group is not enough. */
function requireManagedGroupAccess({ call, id, properties, resources }: Draft): void {
  requireLinkedAccess(
    call,
    resources,
    { id: id.text, action: `${WORKSPACE}/write` },
    { id: String(properties.managedResourceGroupId), action: "Microsoft.Resources/subscriptions/resourceGroups/write" },
  );
}

function requireComputeMode({ id, properties, existing, request }: Draft): void {
  properties.computeMode ??= propertiesOf(existing).computeMode;
  if (properties.computeMode === undefined && request.apiVersion >= COMPUTE_MODE_SINCE) {
    throw badRequest(
      "ComputeModeRequired",
      `The workspace '${id.name}' must set 'computeMode' to 'Hybrid' or 'Serverless'.`,
    );
  }
  properties.computeMode ??= "Hybrid";
}

function requireUnchanged({ properties, existing, id }: Draft): void {
  if (!existing) return;
  const before = propertiesOf(existing);
  const changed = FIXED.find((name) => String(before[name]).toLowerCase() !== String(properties[name]).toLowerCase());
  if (changed !== undefined) {
    throw new ApiError(
      409,
      "PropertyChangeNotAllowed",
      `Changing property '${changed}' of the workspace '${id.name}' is not allowed.`,
    );
  }
}

/** The managed resource group is Databricks' own: it must not exist, and not hold the workspace itself. */
function requireFreeManagedGroup({ id, properties, resources }: Draft): void {
  const managed = properties.managedResourceGroupId;
  if (typeof managed !== "string" || parseArmId(managed).type !== RESOURCE_GROUP) {
    throw badRequest("InvalidManagedResourceGroupId", `'${String(managed)}' is no id of a resource group.`);
  }
  if (resources.get(managed) || isWithin(id.text, managed)) {
    throw new ApiError(
      409,
      "ApplianceProvisioningFailed",
      `The managed resource group '${managed}' already exists. Please specify a new non-existent managed resource group`,
    );
  }
}

/** Custom parameters come back with the type of their value. */
function completeParameters({ properties }: Draft): void {
  const given = isJsonObject(properties.parameters) ? properties.parameters : {};
  properties.parameters = Object.fromEntries(
    Object.entries(given).map(([name, parameter]) => {
      if (!isJsonObject(parameter)) return [name, parameter];
      return [name, { type: typeof parameter.value === "boolean" ? "Bool" : "String", ...parameter }];
    }),
  );
}

/** A workspace injected into a network takes two of its subnets, which are handed over to it and guarded. */
function requireSubnets({ id, properties, resources }: Draft): void {
  const parameters = isJsonObject(properties.parameters) ? properties.parameters : {};
  const value = (name: string): Json | undefined => {
    const parameter = parameters[name];
    return isJsonObject(parameter) ? parameter.value : undefined;
  };
  const network = value("customVirtualNetworkId");
  const names = [value("customPublicSubnetName"), value("customPrivateSubnetName")];
  if (network === undefined && names.every((name) => name === undefined)) return;
  if (typeof network !== "string" || names.some((name) => typeof name !== "string") || names[0] === names[1]) {
    throw badRequest(
      "InvalidCustomNetworkParameters",
      `The workspace '${id.name}' needs customVirtualNetworkId and two different subnets, customPublicSubnetName and customPrivateSubnetName.`,
    );
  }
  if (!resources.get(network)) throw invalidReference(network, id.text);
  for (const name of names) {
    const subnetId = `${network}/subnets/${String(name)}`;
    const subnet = resources.get(subnetId);
    if (!subnet) throw invalidReference(subnetId, id.text);
    if (!delegatedServices(subnet).includes(WORKSPACE)) {
      throw badRequest(
        "SubnetMissingRequiredDelegation",
        `Subnet ${subnetId} requires the delegation [${WORKSPACE}] to reference it from ${id.text}.`,
      );
    }
    if (!isJsonObject(propertiesOf(subnet).networkSecurityGroup)) {
      throw badRequest(
        "SubnetMissingNetworkSecurityGroup",
        `Subnet ${subnetId} must be associated with a network security group.`,
      );
    }
  }
}
