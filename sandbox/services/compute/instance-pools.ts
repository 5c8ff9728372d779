import {
  dropAccessList,
  type ObjectRef,
  openAccessList,
  requireLevel,
  requireSight,
  sightOf,
} from "../../authority/objects/access-lists";
import { entitlementsOf } from "../../authority/workspace/caller";
import {
  type Behaviour,
  type Call,
  invalidParameter,
  type JsonObject,
  permissionDenied,
  type Service,
  WorkspaceObjects,
} from "../../control-plane";
import { requireNodeType, requireSparkVersion } from "./choices";
import { newComputeId } from "./compute-id";

/** Machines that are kept ready for clusters. Here there are none: a pool is what it was declared as. */
interface InstancePool extends JsonObject {
  instance_pool_id: string;
  instance_pool_name: string;
  node_type_id: string;
  min_idle_instances: number;
  max_capacity?: number;
  preloaded_spark_versions?: string[];
}

type RequestedPool = Partial<InstancePool> & Pick<InstancePool, "instance_pool_name" | "node_type_id">;

export const instancePools = new WorkspaceObjects<InstancePool>("compute.instance-pool", (id) =>
  invalidParameter(`Can't find an instance pool with id: ${id}.`),
);

const refOf = (id: string): ObjectRef => ({ type: "instance-pools", id });

/** In minutes: how long a machine that nothing uses stays, where the request does not say. */
const IDLE_MINUTES = 60;

/** @throws ApiError 400 unless there is such a pool that the caller may make clusters of, 403. */
export function requirePool(call: Call, id: string): void {
  instancePools.existing(call, id);
  requireLevel(call, refOf(id), "CAN_ATTACH_TO");
}

function shown(pool: InstancePool): object {
  const { instance_pool_id: id, instance_pool_name: name } = pool;
  return {
    ...pool,
    default_tags: {
      Vendor: "Databricks",
      DatabricksInstancePoolCreatorId: String(pool.creator_id),
      DatabricksInstancePoolId: id,
      DatabricksInstancePoolName: name,
    },
    state: "ACTIVE",
    stats: { used_count: 0, idle_count: 0, pending_used_count: 0, pending_idle_count: 0 },
    status: {},
    creator_id: undefined,
  };
}

function checked(call: Call, pool: RequestedPool, id?: string): void {
  const { instance_pool_name: name, min_idle_instances: least = 0, max_capacity: most } = pool;
  if (name.trim() === "") throw invalidParameter("instance_pool_name must not be empty.");
  if (instancePools.find(call, (other) => other.instance_pool_name === name && other.instance_pool_id !== id)) {
    throw invalidParameter(`An instance pool named ${name} already exists.`);
  }
  requireNodeType(pool.node_type_id);
  for (const version of pool.preloaded_spark_versions ?? []) requireSparkVersion(version);
  if (least < 0) throw invalidParameter(`min_idle_instances must not be negative, got ${least}.`);
  if (most !== undefined && most < Math.max(least, 1)) {
    throw invalidParameter(`max_capacity must be at least ${Math.max(least, 1)}, got ${most}.`);
  }
}

const create: Behaviour<RequestedPool> = (requested, call) => {
  if (!entitlementsOf(call).has("allow-instance-pool-create")) {
    throw permissionDenied(
      "You are not authorized to create instance pools: it takes the allow-instance-pool-create entitlement.",
    );
  }
  checked(call, requested);
  const id = newComputeId(call);
  instancePools.put(call, id, {
    min_idle_instances: 0,
    idle_instance_autotermination_minutes: IDLE_MINUTES,
    enable_elastic_disk: true,
    azure_attributes: { availability: "ON_DEMAND_AZURE" },
    ...requested,
    instance_pool_id: id,
    creator_id: call.principal.id,
  });
  openAccessList(call, refOf(id));
  return { instance_pool_id: id };
};

const get: Behaviour<{ instance_pool_id: string }> = ({ instance_pool_id: id }, call) => {
  const pool = instancePools.existing(call, id);
  requireSight(call, refOf(id));
  return shown(pool);
};

const list: Behaviour = (_request, call) => {
  const sees = sightOf(call);
  const pools = instancePools.all(call).filter(({ instance_pool_id: id }) => sees(refOf(id)));
  return { instance_pools: pools.map(shown) };
};

/** What an edit does not name keeps its value. The sort of machine is fixed. */
const edit: Behaviour<RequestedPool & { instance_pool_id: string }> = (requested, call) => {
  const { instance_pool_id: id, node_type_id: nodeType } = requested;
  const before = instancePools.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  if (nodeType !== before.node_type_id) throw invalidParameter("The node_type_id of a pool can not be changed.");
  const after = { ...before, ...requested };
  checked(call, after, id);
  instancePools.put(call, id, after);
  return undefined;
};

const remove: Behaviour<{ instance_pool_id: string }> = ({ instance_pool_id: id }, call) => {
  instancePools.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  instancePools.remove(call, id);
  dropAccessList(call, refOf(id));
  return undefined;
};

export const instancePoolsService: Service = {
  "compute.InstancePools.Create": create,
  "compute.InstancePools.Get": get,
  "compute.InstancePools.List": list,
  "compute.InstancePools.Edit": edit,
  "compute.InstancePools.Delete": remove,
};
