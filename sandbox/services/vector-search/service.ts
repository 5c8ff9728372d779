import type { ServiceModule } from "../../control-plane";
import { vectorEndpoints, vectorEndpointsService } from "./endpoints";
import { vectorIndexesService } from "./indexes";

/** Vector search endpoints and indexes, as they were declared. */
export const vectorSearchModule: ServiceModule = {
  behaviours: { ...vectorEndpointsService, ...vectorIndexesService },
  keeps: [vectorEndpoints],
};
