import type { Service, Store } from "../../control-plane";
import { jobs } from "./job";
import { jobsService } from "./jobs";
import { policyComplianceService } from "./policy-compliance";
import { runsService } from "./runs";

/** Jobs: what they are made of, who may do what with them, and whether they keep the cluster policies. */
export const jobsAndRunsService: Service = { ...jobsService, ...runsService, ...policyComplianceService };

/** Deletes the jobs of a workspace, when it is deleted itself. */
export function forgetWorkspaceJobs(store: Store, workspaceId: number): void {
  for (const { key } of store.list(jobs, { prefix: `${workspaceId}/` })) store.delete(jobs, key);
}
