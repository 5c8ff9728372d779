import type { ServiceModule } from "../../control-plane";
import { servingEndpoints } from "./endpoint";
import { endpointChangesService } from "./endpoint-changes";
import { endpointsService } from "./endpoints";
import { observationService } from "./observation";
import { provisionedThroughputService } from "./provisioned-throughput";

/** Models behind an address of their own. */
export const servingModule: ServiceModule = {
  behaviours: {
    ...endpointsService,
    ...endpointChangesService,
    ...provisionedThroughputService,
    ...observationService,
  },
  keeps: [servingEndpoints],
};
