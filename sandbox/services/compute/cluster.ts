import { type ObjectRef, requireLevel } from "../../authority/objects/access-lists";
import { type Call, invalidParameter, WorkspaceObjects } from "../../control-plane";
import type { NewCluster } from "./cluster-attributes";
import { type ClusterOrder, endsAt, stateAt, TRANSITION } from "./cluster-state";

/** A cluster for people, as it was declared. There are no machines behind it. */
export interface Cluster {
  cluster_id: string;
  creator_user_name: string;
  creatorId: string;
  /** What was asked for. */
  spec: NewCluster;
  /** The same with what its policy and the service fill in. */
  made: NewCluster;
  order: ClusterOrder;
  /** Milliseconds since 1970. */
  start_time: number;
  /** It stays in the list however long ago it ended. */
  pinned: boolean;
}

export const clusters = new WorkspaceObjects<Cluster>("compute.cluster", (id) =>
  invalidParameter(`Cluster ${id} does not exist`),
);

export const refOf = (id: string): ObjectRef => ({ type: "clusters", id });

/** Minutes until a cluster ends that nothing uses. */
const minutesOf = ({ autotermination_minutes: minutes }: NewCluster): number => Number(minutes ?? 0);

export const stateOf = (call: Call, { order, made }: Cluster): ReturnType<typeof stateAt> =>
  stateAt(order, call.store.now(), minutesOf(made));

/** A cluster as the API shows it. */
export function shownCluster(call: Call, cluster: Cluster): object {
  const { cluster_id, creator_user_name, creatorId, spec, made, order, start_time } = cluster;
  const { apply_policy_default_values: _, ...settings } = made;
  const state = stateOf(call, cluster);
  return {
    ...settings,
    cluster_id,
    creator_user_name,
    cluster_source: "API",
    state,
    state_message: "",
    start_time,
    last_restarted_time: order.wanted === "RUNNING" ? order.at : start_time,
    ...(state === "TERMINATED" ? ending(cluster) : {}),
    default_tags: {
      Vendor: "Databricks",
      Creator: creator_user_name,
      ClusterId: cluster_id,
      ClusterName: settings.cluster_name ?? "",
      CreatorId: creatorId,
    },
    spec,
  };
}

function ending({ order, made }: Cluster): object {
  if (order.wanted === "TERMINATED") {
    return {
      terminated_time: order.at + TRANSITION,
      termination_reason: { code: "USER_REQUEST", type: "SUCCESS", parameters: { username: order.by ?? "" } },
    };
  }
  const minutes = minutesOf(made);
  return {
    terminated_time: endsAt(order, minutes),
    termination_reason: {
      code: "INACTIVITY",
      type: "SUCCESS",
      parameters: { inactivity_duration_min: String(minutes) },
    },
  };
}

/** @throws ApiError 400 unless there is such a cluster, 403 unless the caller may work on it. */
export function requireCluster(call: Call, id: string): void {
  clusters.existing(call, id);
  requireLevel(call, refOf(id), "CAN_ATTACH_TO");
}
