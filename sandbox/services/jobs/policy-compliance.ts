import { allows, requireLevel, requireSight, sightOf } from "../../authority/objects/access-lists";
import { type Behaviour, type Call, notFound, type Service } from "../../control-plane";
import { attributesOf, type NewCluster } from "../compute/cluster-attributes";
import { appliedPolicy, compliantCluster } from "../compute/cluster-policy";
import { clusterPolicies } from "../workspace/cluster-policies";
import { withClusters } from "./settings/clusters";
import { jobs, refOf, type StoredJob } from "./settings/job";
import type { JobSettings } from "./settings/job-settings";

/** The service tells the first so many. */
const MAXIMUM_VIOLATIONS = 200;

interface Compliance {
  is_compliant: boolean;
  /** Reasons by the cluster's key and the attribute's path. */
  violations?: Record<string, string>;
}

/** The clusters that the job's runs make, by the key of the job cluster or of the task. */
function clustersOf({ job_clusters: shared = [], tasks = [] }: JobSettings): [string, NewCluster][] {
  const nested = tasks.flatMap(({ for_each_task: loop }) => (loop ? [loop.task] : []));
  return [
    ...shared.map((each): [string, NewCluster | undefined] => [each.job_cluster_key, each.new_cluster]),
    ...[...tasks, ...nested].map((each): [string, NewCluster | undefined] => [each.task_key, each.new_cluster]),
  ].flatMap(([key, cluster]): [string, NewCluster][] => (cluster ? [[key, cluster]] : []));
}

function complianceOf(call: Call, { settings }: StoredJob): Compliance {
  const violations = clustersOf(settings).flatMap(([key, cluster]) =>
    Object.entries(appliedPolicy(call, cluster).violations).map(([path, reason]) => [`${key}.${path}`, reason]),
  );
  if (violations.length === 0) return { is_compliant: true };
  return { is_compliant: false, violations: Object.fromEntries(violations.slice(0, MAXIMUM_VIOLATIONS)) };
}

const get: Behaviour<{ job_id: number }> = ({ job_id: id }, call) => {
  const job = jobs.existing(call, id);
  requireSight(call, refOf(id));
  return complianceOf(call, job);
};

interface ListRequest {
  policy_id: string;
  page_size?: number;
  page_token?: string;
}

const list: Behaviour<ListRequest> = ({ policy_id: policyId, page_size: size, page_token: token }, call) => {
  const known = clusterPolicies.has(call, policyId);
  if (!known || !allows(call, { type: "cluster-policies", id: policyId }, "CAN_USE")) {
    throw notFound(`Can't find a cluster policy with id: ${policyId}.`);
  }
  const sees = sightOf(call);
  const isListed = ({ job_id: id, settings }: StoredJob): boolean =>
    clustersOf(settings).some(([, { policy_id: policy }]) => policy === policyId) && sees(refOf(id));
  const { items, nextToken } = jobs.pageOfShown(call, { size, token }, (job) =>
    isListed(job) ? { job_id: job.job_id, ...complianceOf(call, job) } : undefined,
  );
  return {
    jobs: items,
    ...(nextToken ? { next_page_token: nextToken } : {}),
  };
};

/** Sets what the policies prescribe where the job's clusters do not keep them. */
const enforce: Behaviour<{ job_id: number; validate_only?: boolean }> = (request, call) => {
  const { job_id: id, validate_only: dry = false } = request;
  const job = jobs.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  const settings = withClusters(job.settings, (cluster) => compliantCluster(call, cluster));
  const after = new Map(clustersOf(settings));
  const changes = clustersOf(job.settings).flatMap(([key, cluster]) => differences(key, cluster, after.get(key)));
  if (!dry && changes.length > 0) jobs.put(call, id, { ...job, settings });
  return { has_changes: changes.length > 0, job_cluster_changes: changes, settings };
};

function differences(key: string, before: NewCluster, after: NewCluster | undefined): object[] {
  const old = attributesOf(before);
  return Object.entries(attributesOf(after ?? before)).flatMap(([path, value]) =>
    old[path] === value
      ? []
      : [{ field: `${key}.${path}`, previous_value: String(old[path] ?? ""), new_value: String(value) }],
  );
}

export const policyComplianceService: Service = {
  "jobs.PolicyComplianceForJobs.GetCompliance": get,
  "jobs.PolicyComplianceForJobs.ListCompliance": list,
  "jobs.PolicyComplianceForJobs.EnforceCompliance": enforce,
};
