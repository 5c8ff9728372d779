import { isDeepStrictEqual } from "node:util";
import { requireLevel, requireSight, sightOf } from "../../authority/objects/access-lists";
import {
  type Behaviour,
  type Call,
  invalidParameter,
  type JsonObject,
  type Service,
  WorkspaceObjects,
} from "../../control-plane";
import { type Cluster, clusters, refOf, stateOf } from "./cluster";

/** What a cluster was told to install. */
interface ClusterLibrary {
  library: JsonObject;
  /** When it was told to uninstall it again, which it does once it ends or starts again. Milliseconds since 1970. */
  uninstalledAt?: number;
}

interface ClusterLibraries {
  installed: ClusterLibrary[];
}

/** By the cluster's id. */
export const clusterLibraries = new WorkspaceObjects<ClusterLibraries>("compute.cluster-libraries");

interface OfCluster {
  cluster_id: string;
}

const install: Behaviour<OfCluster & { libraries: JsonObject[] }> = ({ cluster_id: id, libraries }, call) => {
  const cluster = managed(call, id);
  for (const library of libraries) requireOneKind(library);
  const others = installedOn(call, cluster).filter(({ library }) => !isAmong(library, libraries));
  const once = libraries.filter((library, index) => !isAmong(library, libraries.slice(0, index)));
  clusterLibraries.put(call, id, { installed: [...others, ...once.map((library) => ({ library }))] });
  return undefined;
};

const uninstall: Behaviour<OfCluster & { libraries: JsonObject[] }> = ({ cluster_id: id, libraries }, call) => {
  const cluster = managed(call, id);
  const isRunning = stateOf(call, cluster) === "RUNNING";
  const uninstalledAt = call.store.now();
  const installed = installedOn(call, cluster).flatMap((each) => {
    if (!isAmong(each.library, libraries)) return [each];
    return isRunning ? [{ uninstalledAt, ...each }] : [];
  });
  clusterLibraries.put(call, id, { installed });
  return undefined;
};

const ofCluster: Behaviour<OfCluster> = ({ cluster_id: id }, call) => {
  const cluster = clusters.existing(call, id);
  requireSight(call, refOf(id));
  return shown(call, cluster);
};

const ofAll: Behaviour = (_request, call) => {
  const sees = sightOf(call);
  const seen = clusters.all(call).filter(({ cluster_id: id }) => sees(refOf(id)));
  return {
    statuses: seen.filter((cluster) => installedOn(call, cluster).length > 0).map((cluster) => shown(call, cluster)),
  };
};

function managed(call: Call, id: string): Cluster {
  const cluster = clusters.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  return cluster;
}

function requireOneKind(library: JsonObject): void {
  if (Object.keys(library).length === 1) return;
  throw invalidParameter("Each library must be one of jar, egg, whl, pypi, maven, cran and requirements.");
}

const isAmong = (library: JsonObject, others: readonly JsonObject[]): boolean =>
  others.some((other) => isDeepStrictEqual(library, other));

/** Without what was uninstalled before the cluster ended, or started again. */
const installedOn = (call: Call, { cluster_id: id, order }: Cluster): ClusterLibrary[] =>
  (clusterLibraries.get(call, id)?.installed ?? []).filter(
    ({ uninstalledAt }) => uninstalledAt === undefined || uninstalledAt >= order.at,
  );

/** Nothing is installed where there are no machines; what a client waits for comes all the same. */
function shown(call: Call, cluster: Cluster): object {
  const isRunning = stateOf(call, cluster) === "RUNNING";
  return {
    cluster_id: cluster.cluster_id,
    library_statuses: installedOn(call, cluster).map(({ library, uninstalledAt }) => ({
      library,
      status: uninstalledAt === undefined ? (isRunning ? "INSTALLED" : "PENDING") : "UNINSTALL_ON_RESTART",
      is_library_for_all_clusters: false,
    })),
  };
}

export const librariesService: Service = {
  "compute.Libraries.Install": install,
  "compute.Libraries.Uninstall": uninstall,
  "compute.Libraries.ClusterStatus": ofCluster,
  "compute.Libraries.AllClusterStatuses": ofAll,
};
