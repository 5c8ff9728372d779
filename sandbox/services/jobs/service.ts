import type { ServiceModule } from "../../control-plane";
import { jobs } from "./job";
import { jobsService } from "./jobs";
import { policyComplianceService } from "./policy-compliance";
import { runsService } from "./runs";

/** Jobs: what they are made of, who may do what with them, and whether they keep the cluster policies. */
export const jobsModule: ServiceModule = {
  behaviours: { ...jobsService, ...runsService, ...policyComplianceService },
  keeps: [jobs],
};
