import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { type DatabaseInstance, DEFAULTS, databaseInstances, type InstanceSettings, stateAt } from "./instance";
import { createInstance, deleteInstance, updateInstance } from "./instance-changes";

interface GivenStore {
  name: string;
  capacity: string;
  read_replica_count?: number;
  usage_policy_id?: string;
}

/** A feature store's online store: a database instance by other names. Replicas are its secondaries. */
function shown(call: Call, instance: DatabaseInstance): object {
  const { capacity, node_count: nodes, usage_policy_id: policy } = { ...DEFAULTS, ...instance.settings };
  return {
    name: instance.name,
    capacity,
    ...(nodes > 1 ? { read_replica_count: nodes - 1 } : {}),
    ...(policy ? { usage_policy_id: policy } : {}),
    creator: instance.creator,
    creation_time: new Date(instance.createdAt).toISOString(),
    state: stateAt(instance, call.store.now()),
  };
}

function settingsOf({
  capacity,
  read_replica_count: replicas = 0,
  usage_policy_id: policy,
}: GivenStore): InstanceSettings {
  if (replicas < 0) throw invalidParameter(`read_replica_count must not be negative, got ${replicas}.`);
  return {
    capacity,
    node_count: 1 + replicas,
    enable_readable_secondaries: replicas > 0,
    ...(policy ? { usage_policy_id: policy } : {}),
  };
}

const create: Behaviour<{ online_store: GivenStore }> = ({ online_store: given }, call) =>
  shown(call, createInstance(call, given.name, settingsOf(given)));

const get: Behaviour<{ name: string }> = ({ name }, call) => shown(call, databaseInstances.existing(call, name));

const list: Behaviour<{ page_size?: number; page_token?: string }> = ({ page_size: size, page_token: token }, call) => {
  const { items, nextToken } = databaseInstances.page(call, { size, token });
  return { online_stores: items.map((each) => shown(call, each)), next_page_token: nextToken };
};

/** The settings of an instance that each field of an online store stands for. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  capacity: "capacity",
  read_replica_count: "node_count,enable_readable_secondaries",
  usage_policy_id: "usage_policy_id",
};

const update: Behaviour<{ name: string; online_store: GivenStore; update_mask: string }> = (request, call) => {
  const { name, online_store: given, update_mask: mask } = request;
  const named = mask === "" || mask === "*" ? Object.keys(STANDS_FOR) : mask.split(",").map((each) => each.trim());
  const unknown = named.find((each) => !Object.hasOwn(STANDS_FOR, each));
  if (unknown !== undefined) {
    const known = Object.keys(STANDS_FOR).join(", ");
    throw invalidParameter(`Invalid update mask: ${unknown} can not be updated. It may name ${known}.`);
  }
  const settings = named.map((each) => STANDS_FOR[each]).join(",");
  return shown(call, updateInstance(call, name, settingsOf(given), settings));
};

const deletion: Behaviour<{ name: string }> = ({ name }, call) => {
  deleteInstance(call, name, false);
  return undefined;
};

export const onlineStoresService: Service = {
  "ml.FeatureStore.CreateOnlineStore": create,
  "ml.FeatureStore.GetOnlineStore": get,
  "ml.FeatureStore.ListOnlineStores": list,
  "ml.FeatureStore.UpdateOnlineStore": update,
  "ml.FeatureStore.DeleteOnlineStore": deletion,
};
