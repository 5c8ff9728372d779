import { type Behaviour, type Call, invalidParameter, notFound, type Service } from "../../control-plane";
import {
  childrenOf,
  type DatabaseInstance,
  DEFAULTS,
  databaseInstances,
  type InstanceReference,
  type InstanceSettings,
  stateAt,
} from "./instance";
import { createInstance, deleteInstance, updateInstance } from "./instance-changes";

type GivenInstance = InstanceSettings & { name: string; parent_instance_ref?: InstanceReference };

const POSTGRES = "PG_VERSION_16";

/**
 * What the API says about an instance. Settings come back as `effective_…` only, as in the service: what was sent is
 * not told from what is the default.
 */
function shown(call: Call, instance: DatabaseInstance): object {
  const { name, uid, settings, parent, creator, createdAt } = instance;
  const effective = { ...DEFAULTS, ...settings };
  const host = `instance-${uid}.database.azuredatabricks.net`;
  const children = childrenOf(call, instance).map((child) => ({ name: child.name, uid: child.uid }));
  return {
    name,
    uid,
    ...(settings.capacity ? { capacity: settings.capacity } : {}),
    effective_capacity: effective.capacity,
    effective_custom_tags: settings.custom_tags ?? [],
    effective_enable_pg_native_login: effective.enable_pg_native_login,
    effective_enable_readable_secondaries: effective.enable_readable_secondaries,
    effective_node_count: effective.node_count,
    effective_retention_window_in_days: effective.retention_window_in_days,
    effective_stopped: effective.stopped,
    ...(settings.usage_policy_id ? { effective_usage_policy_id: settings.usage_policy_id } : {}),
    ...(parent ? { parent_instance_ref: parent } : {}),
    ...(children.length > 0 ? { child_instance_refs: children } : {}),
    creator,
    creation_time: new Date(createdAt).toISOString(),
    pg_version: POSTGRES,
    read_write_dns: host,
    ...(effective.enable_readable_secondaries ? { read_only_dns: host.replace(".", "-ro.") } : {}),
    state: stateAt(instance, call.store.now()),
  };
}

/** The answer to a change, which alone has the tags as they were sent. */
function shownChanged(call: Call, instance: DatabaseInstance): object {
  const { custom_tags: tags } = instance.settings;
  return { ...shown(call, instance), ...(tags ? { custom_tags: tags } : {}) };
}

const create: Behaviour<{ database_instance: GivenInstance }> = ({ database_instance: given }, call) => {
  const { name, parent_instance_ref: parent } = given;
  return shownChanged(call, createInstance(call, name, settingsOf(given), parent));
};

/** Without what the service sets. */
function settingsOf(given: InstanceSettings): InstanceSettings {
  const { capacity, custom_tags, enable_pg_native_login, enable_readable_secondaries } = given;
  const { node_count, retention_window_in_days, stopped, usage_policy_id } = given;
  return {
    ...(capacity ? { capacity } : {}),
    ...(custom_tags ? { custom_tags } : {}),
    ...(enable_pg_native_login === undefined ? {} : { enable_pg_native_login }),
    ...(enable_readable_secondaries === undefined ? {} : { enable_readable_secondaries }),
    ...(node_count === undefined ? {} : { node_count }),
    ...(retention_window_in_days === undefined ? {} : { retention_window_in_days }),
    ...(stopped === undefined ? {} : { stopped }),
    ...(usage_policy_id ? { usage_policy_id } : {}),
  };
}

/** Every member of the workspace sees its instances. */
const get: Behaviour<{ name: string }> = ({ name }, call) => shown(call, databaseInstances.existing(call, name));

const findByUid: Behaviour<{ uid?: string }> = ({ uid = "" }, call) => {
  const found = databaseInstances.find(call, (instance) => instance.uid === uid);
  if (!found) throw notFound(`Database instance with uid '${uid}' does not exist.`);
  return shown(call, found.value);
};

const list: Behaviour<{ page_size?: number; page_token?: string }> = ({ page_size: size, page_token: token }, call) => {
  const { items, nextToken } = databaseInstances.page(call, { size, token });
  return { database_instances: items.map((each) => shown(call, each)), next_page_token: nextToken };
};

const update: Behaviour<{ name: string; database_instance: GivenInstance; update_mask: string }> = (request, call) => {
  const { name, database_instance: given, update_mask: mask } = request;
  return shownChanged(call, updateInstance(call, name, settingsOf(given), mask));
};

const deletion: Behaviour<{ name: string; force?: boolean; purge?: boolean }> = ({ name, force, purge }, call) => {
  if (purge === false) throw invalidParameter("purge must not be false: a database instance is deleted for good.");
  deleteInstance(call, name, force === true);
  return undefined;
};

export const instancesService: Service = {
  "database.Database.CreateDatabaseInstance": create,
  "database.Database.GetDatabaseInstance": get,
  "database.Database.FindDatabaseInstanceByUid": findByUid,
  "database.Database.ListDatabaseInstances": list,
  "database.Database.UpdateDatabaseInstance": update,
  "database.Database.DeleteDatabaseInstance": deletion,
};
