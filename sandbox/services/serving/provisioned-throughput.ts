import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { updateConfig } from "./endpoint-changes";
import { create, type NewEndpoint } from "./endpoints";
import { entityKind, type RequestedEntity } from "./served-entity";
import type { RequestedRoute } from "./traffic";

/** Foundation models with capacity of their own, counted in model units. */
interface ThroughputConfig {
  served_entities?: RequestedEntity[];
  traffic_config?: { routes?: RequestedRoute[] };
}

/** @throws ApiError 400 for models that the service does not count in model units. */
function requireFoundation({ served_entities = [] }: ThroughputConfig): void {
  const other = served_entities.find((entity) => entityKind(entity) !== "foundation");
  if (other) {
    throw invalidParameter(
      `'${other.entity_name}' cannot be served with provisioned throughput: the sandbox has it for models of system.ai.`,
    );
  }
}

const createEndpoint: Behaviour<NewEndpoint & { config: ThroughputConfig }> = (request, call: Call) => {
  requireFoundation(request.config);
  return create(request, call);
};

const update: Behaviour<{ name: string; config: ThroughputConfig }> = ({ name, config }, call) => {
  requireFoundation(config);
  return updateConfig({ ...config, name }, call);
};

export const provisionedThroughputService: Service = {
  "serving.ServingEndpoints.CreateProvisionedThroughputEndpoint": createEndpoint,
  "serving.ServingEndpoints.UpdateProvisionedThroughputEndpointConfig": update,
};
