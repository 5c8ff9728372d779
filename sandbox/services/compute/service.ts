import type { ServiceModule } from "../../control-plane";
import { clusters } from "./cluster";
import { clustersService } from "./clusters";
import { instancePools, instancePoolsService } from "./instance-pools";
import { clusterLibraries, librariesService } from "./libraries";

/** Clusters for people and pools of machines, as objects with their states. There are no machines. */
export const computeModule: ServiceModule = {
  behaviours: { ...clustersService, ...instancePoolsService, ...librariesService },
  keeps: [clusterLibraries, clusters, instancePools],
};
