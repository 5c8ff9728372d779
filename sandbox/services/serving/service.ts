import type { Service } from "../../control-plane";
import { endpointChangesService } from "./endpoint-changes";
import { endpointsService } from "./endpoints";
import { observationService } from "./observation";
import { provisionedThroughputService } from "./provisioned-throughput";

export { forgetServingEndpoints } from "./endpoint";

/** Models behind an address of their own. */
export const servingService: Service = {
  ...endpointsService,
  ...endpointChangesService,
  ...provisionedThroughputService,
  ...observationService,
};
