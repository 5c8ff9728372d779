import type { ServiceModule } from "../../control-plane";
import { jobsService } from "./jobs";
import { outbox } from "./notifications/outbox";
import { policyComplianceService } from "./policy-compliance";
import { runs, taskRuns } from "./run-records/run";
import { runsService } from "./runs/runs";
import { jobs } from "./settings/job";
import { startDeploymentJobs } from "./triggers/deployment-jobs";

startDeploymentJobs();

/** Jobs: what they are made of, who may do what with them, and whether they keep the cluster policies. */
export const jobsModule: ServiceModule = {
  behaviours: { ...jobsService, ...runsService, ...policyComplianceService },
  keeps: [jobs, runs, taskRuns, outbox],
};
