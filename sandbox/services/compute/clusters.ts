import {
  dropAccessList,
  openAccessList,
  requireLevel,
  requireSight,
  sightOf,
} from "../../authority/objects/access-lists";
import type { PermissionLevel } from "../../authority/objects/object-types";
import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import { ApiError, type Behaviour, type Call, page, type Service } from "../../control-plane";
import { type Cluster, clusters, refOf, shownCluster, stateOf } from "./cluster";
import type { NewCluster } from "./cluster-attributes";
import { appliedPolicy } from "./cluster-policy";
import type { ClusterOrder } from "./cluster-state";
import { newComputeId } from "./compute-id";
import { clusterLibraries } from "./libraries";
import { requireNewCluster } from "./new-clusters";

type ById = { cluster_id: string };

const ALL_PURPOSE = "all-purpose";
/** Minutes, where neither the request nor a policy says how many. */
const AUTOTERMINATION = 60;

/** What a cluster is made of: what was asked for, its policy's values, and the service's. */
function made(call: Call, spec: NewCluster): NewCluster {
  requireNewCluster(call, "the cluster", spec, ALL_PURPOSE);
  const { cluster } = appliedPolicy(call, spec, ALL_PURPOSE);
  const { node_type_id: nodeType, instance_pool_id: pool, data_security_mode: mode } = cluster;
  const machines = pool
    ? {}
    : { enable_elastic_disk: true, azure_attributes: { first_on_demand: 1, availability: "ON_DEMAND_AZURE" } };
  return {
    autotermination_minutes: AUTOTERMINATION,
    enable_local_disk_encryption: false,
    ...machines,
    ...(nodeType && { driver_node_type_id: nodeType }),
    ...(mode === "SINGLE_USER" && { single_user_name: call.principal.name }),
    ...cluster,
  };
}

const create: Behaviour<NewCluster & { clone_from?: { source_cluster_id: string } }> = (
  { clone_from: _cloned, ...spec },
  call,
) => {
  const id = newComputeId(call);
  const now = call.store.now();
  clusters.put(call, id, {
    cluster_id: id,
    creator_user_name: call.principal.name,
    creatorId: call.principal.id,
    spec,
    made: made(call, spec),
    order: { wanted: "RUNNING", at: now },
    start_time: now,
    pinned: false,
  });
  openAccessList(call, refOf(id));
  return { cluster_id: id };
};

const get: Behaviour<ById> = ({ cluster_id: id }, call) => {
  const cluster = clusters.existing(call, id);
  requireSight(call, refOf(id));
  return shownCluster(call, cluster);
};

interface ListRequest {
  filter_by?: { cluster_sources?: string[]; cluster_states?: string[]; is_pinned?: boolean; policy_id?: string };
  page_size?: number;
  page_token?: string;
}

const list: Behaviour<ListRequest> = ({ filter_by: filter = {}, page_size: size, page_token: token }, call) => {
  const sees = sightOf(call);
  const entries = clusters
    .all(call)
    .filter(
      (cluster) =>
        sees(refOf(cluster.cluster_id)) &&
        (filter.cluster_sources?.includes("API") ?? true) &&
        (filter.cluster_states?.includes(stateOf(call, cluster)) ?? true) &&
        (filter.is_pinned === undefined || filter.is_pinned === cluster.pinned) &&
        (filter.policy_id === undefined || filter.policy_id === cluster.made.policy_id),
    )
    .map((cluster) => ({ key: cluster.cluster_id, value: cluster }));
  const { items, nextToken } = page(entries, { size, token });
  return { clusters: items.map((cluster) => shownCluster(call, cluster)), next_page_token: nextToken };
};

function held(call: Call, id: string, level: PermissionLevel): Cluster {
  const cluster = clusters.existing(call, id);
  requireLevel(call, refOf(id), level);
  return cluster;
}

/** @throws ApiError 400 unless the cluster is in one of `states`. */
function requireState(call: Call, cluster: Cluster, states: ReturnType<typeof stateOf>[], what: string): void {
  const state = stateOf(call, cluster);
  if (states.includes(state)) return;
  throw new ApiError(400, "INVALID_STATE", `Cluster ${cluster.cluster_id} is in unexpected state ${state}: ${what}.`);
}

function ordered(call: Call, cluster: Cluster, order: Omit<ClusterOrder, "at">): undefined {
  clusters.put(call, cluster.cluster_id, { ...cluster, order: { ...order, at: call.store.now() } });
  return undefined;
}

/** A running cluster starts again with what was changed. */
function changed(call: Call, cluster: Cluster, spec: NewCluster): undefined {
  requireState(call, cluster, ["RUNNING", "TERMINATED"], "it can be edited when it is RUNNING or TERMINATED");
  const isRunning = stateOf(call, cluster) === "RUNNING";
  const after = { ...cluster, spec, made: made(call, spec) };
  if (isRunning) return ordered(call, after, { wanted: "RUNNING", again: true });
  clusters.put(call, cluster.cluster_id, after);
  return undefined;
}

const edit: Behaviour<NewCluster & ById> = ({ cluster_id: id, ...spec }, call) =>
  changed(call, held(call, id, "CAN_MANAGE"), spec);

/** Changes what the mask names; a name with dots is one member of a map or an object. */
const update: Behaviour<ById & { update_mask: string; cluster?: NewCluster }> = (
  { cluster_id: id, update_mask: mask, cluster: wanted = {} },
  call,
) => {
  const before = held(call, id, "CAN_MANAGE");
  const spec: NewCluster = { ...before.spec };
  for (const name of mask.split(",").map((path) => path.trim().split(".")[0] ?? "")) {
    const value = wanted[name];
    if (value === undefined) delete spec[name];
    else spec[name] = value;
  }
  return changed(call, before, spec);
};

const start: Behaviour<ById> = ({ cluster_id: id }, call) => {
  const cluster = held(call, id, "CAN_RESTART");
  requireState(call, cluster, ["TERMINATED"], "it can be started when it is TERMINATED");
  return ordered(call, cluster, { wanted: "RUNNING" });
};

const restart: Behaviour<ById> = ({ cluster_id: id }, call) => {
  const cluster = held(call, id, "CAN_RESTART");
  requireState(call, cluster, ["RUNNING"], "it can be restarted when it is RUNNING");
  return ordered(call, cluster, { wanted: "RUNNING", again: true });
};

/** Ends it. Its settings stay. */
const terminate: Behaviour<ById> = ({ cluster_id: id }, call) => {
  const cluster = held(call, id, "CAN_RESTART");
  if (["TERMINATING", "TERMINATED"].includes(stateOf(call, cluster))) return undefined;
  return ordered(call, cluster, { wanted: "TERMINATED", by: call.principal.name });
};

const remove: Behaviour<ById> = ({ cluster_id: id }, call) => {
  held(call, id, "CAN_MANAGE");
  clusters.remove(call, id);
  clusterLibraries.remove(call, id);
  dropAccessList(call, refOf(id));
  return undefined;
};

type Size = Pick<NewCluster, "num_workers" | "autoscale">;

const resize: Behaviour<ById & Size> = ({ cluster_id: id, num_workers: workers, autoscale }, call) => {
  const cluster = held(call, id, "CAN_RESTART");
  requireState(call, cluster, ["RUNNING"], "it can be resized when it is RUNNING");
  const { num_workers: _workers, autoscale: _autoscale, ...rest } = cluster.spec;
  const spec: NewCluster = { ...rest, ...(autoscale ? { autoscale } : { num_workers: workers ?? 0 }) };
  clusters.put(call, id, { ...cluster, spec, made: made(call, spec) });
  return undefined;
};

const pin =
  (pinned: boolean): Behaviour<ById> =>
  ({ cluster_id: id }, call) => {
    requireWorkspaceAdmin(call);
    clusters.put(call, id, { ...clusters.existing(call, id), pinned });
    return undefined;
  };

/** Nothing happens on a cluster without machines. */
const events: Behaviour<ById> = ({ cluster_id: id }, call) => {
  clusters.existing(call, id);
  requireSight(call, refOf(id));
  return { events: [], total_count: 0 };
};

/** Azure's regions have zones that clusters can not choose among. */
const listZones: Behaviour = () => ({ default_zone: "auto", zones: [] });

export const clustersService: Service = {
  "compute.Clusters.Create": create,
  "compute.Clusters.Get": get,
  "compute.Clusters.List": list,
  "compute.Clusters.Edit": edit,
  "compute.Clusters.Update": update,
  "compute.Clusters.Start": start,
  "compute.Clusters.Restart": restart,
  "compute.Clusters.Delete": terminate,
  "compute.Clusters.PermanentDelete": remove,
  "compute.Clusters.Resize": resize,
  "compute.Clusters.Pin": pin(true),
  "compute.Clusters.Unpin": pin(false),
  "compute.Clusters.Events": events,
  "compute.Clusters.ListZones": listZones,
};
