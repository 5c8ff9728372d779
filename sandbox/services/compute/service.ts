import type { ServiceModule } from "../../control-plane";
import { clusters } from "./cluster";
import { clustersService } from "./clusters";
import { instancePools, instancePoolsService } from "./instance-pools";

/** Clusters for people and pools of machines, as objects with their states. There are no machines. */
export const computeModule: ServiceModule = {
  behaviours: { ...clustersService, ...instancePoolsService },
  keeps: [clusters, instancePools],
};
