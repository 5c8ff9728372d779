import { dropAccessList, openAccessList, requireLevel } from "../../authority/objects/access-lists";
import { entitlementsOf } from "../../authority/workspace/caller";
import { ApiError, alreadyExists, applyMask, type Call, invalidParameter, permissionDenied } from "../../control-plane";
import { requireUsableBudgetPolicy } from "../account/budget-policy-use";
import {
  childrenOf,
  type DatabaseInstance,
  databaseInstances,
  type InstanceReference,
  type InstanceSettings,
  instanceRef,
} from "./instance";

const CAPACITIES = ["CU_1", "CU_2", "CU_4", "CU_8"];
const NAME = /^[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const SHORTEST_RETENTION = 2;
const LONGEST_RETENTION = 35;

const UPDATABLE = [
  "capacity",
  "custom_tags",
  "enable_pg_native_login",
  "enable_readable_secondaries",
  "node_count",
  "retention_window_in_days",
  "stopped",
  "usage_policy_id",
] as const;

/** @throws ApiError where the caller may not, the name is taken, or a setting is out of its bounds. */
export function createInstance(
  call: Call,
  name: string,
  settings: InstanceSettings,
  parent?: InstanceReference,
): DatabaseInstance {
  requireCreate(call);
  if (!NAME.test(name)) {
    throw invalidParameter(
      `'${name}' is not a database instance's name: 1 to 63 letters, digits and hyphens, beginning with a letter.`,
    );
  }
  if (databaseInstances.has(call, name)) {
    throw alreadyExists(`Database instance '${name}' already exists.`);
  }
  requireSettings(call, settings);
  const now = call.store.now();
  openAccessList(call, instanceRef(name));
  return databaseInstances.put(call, name, {
    name,
    uid: call.store.uuid(),
    settings,
    ...(parent ? { parent: { ...parent, uid: databaseInstances.existing(call, parent.name ?? "").uid } } : {}),
    creator: call.principal.name,
    createdAt: now,
    changedAt: now,
    changing: "STARTING",
  });
}

/** @param mask names the settings that change; those of them that `wanted` leaves out get their default. */
export function updateInstance(call: Call, name: string, wanted: InstanceSettings, mask: string): DatabaseInstance {
  const before = databaseInstances.existing(call, name);
  requireLevel(call, instanceRef(name), "CAN_MANAGE");
  const settings = applyMask<InstanceSettings>(before.settings, wanted, mask, UPDATABLE);
  requireSettings(call, settings);
  const starts = before.settings.stopped && !settings.stopped;
  return databaseInstances.put(call, name, {
    ...before,
    settings,
    changedAt: call.store.now(),
    changing: starts ? "STARTING" : "UPDATING",
  });
}

/** @param force deletes its branches, too. */
export function deleteInstance(call: Call, name: string, force: boolean): void {
  const instance = databaseInstances.existing(call, name);
  requireLevel(call, instanceRef(name), "CAN_MANAGE");
  const children = childrenOf(call, instance);
  if (children.length > 0 && !force) {
    const names = children.map((child) => child.name).join(", ");
    throw new ApiError(
      400,
      "FAILED_PRECONDITION",
      `Database instance '${name}' has child instances: ${names}. Delete them first, or set force.`,
    );
  }
  for (const child of children) deleteInstance(call, child.name, force);
  databaseInstances.remove(call, name);
  dropAccessList(call, instanceRef(name));
}

/** An instance costs as long as it is there: who may make clusters may make one. */
function requireCreate(call: Call): void {
  if (entitlementsOf(call).has("allow-cluster-create")) return;
  throw permissionDenied(
    `${call.principal.name} does not have permission to create database instances. Ask a workspace admin.`,
  );
}

function requireSettings(call: Call, settings: InstanceSettings): void {
  const { capacity, node_count: nodes = 1, retention_window_in_days: retention, custom_tags: tags = [] } = settings;
  if (capacity !== undefined && !CAPACITIES.includes(capacity)) {
    throw invalidParameter(`capacity must be one of ${CAPACITIES.join(", ")}, got '${capacity}'.`);
  }
  if (nodes < 1) throw invalidParameter(`node_count must be at least 1, got ${nodes}.`);
  if (settings.enable_readable_secondaries && nodes < 2) {
    throw invalidParameter("enable_readable_secondaries needs a node_count of at least 2.");
  }
  if (retention !== undefined && (retention < SHORTEST_RETENTION || retention > LONGEST_RETENTION)) {
    throw invalidParameter(
      `retention_window_in_days must be ${SHORTEST_RETENTION} to ${LONGEST_RETENTION}, got ${retention}.`,
    );
  }
  if (settings.usage_policy_id) requireUsableBudgetPolicy(call, "usage_policy_id", settings.usage_policy_id);
  const keys = tags.map(({ key = "" }) => key);
  if (keys.includes("")) throw invalidParameter("Each of custom_tags needs a key.");
  if (new Set(keys).size < keys.length) throw invalidParameter("custom_tags has a key more than once.");
}
