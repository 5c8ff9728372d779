import { type Call, invalidParameter } from "../../control-plane";
import type { InferenceTableConfig } from "./inference-tables";
import { completeEntities, kindOf, type RequestedEntities } from "./served-entities";
import type { ServedEntity } from "./served-entity";
import { completeRoutes, type RequestedRoute, type Route } from "./traffic";

/** What an endpoint serves, and how. */
export interface EndpointConfig {
  /** 1 for the first. */
  version: number;
  entities: ServedEntity[];
  routes: Route[];
  autoCapture?: InferenceTableConfig;
}

export interface RequestedConfig extends RequestedEntities {
  traffic_config?: { routes?: RequestedRoute[] };
  auto_capture_config?: InferenceTableConfig;
}

/**
 * The configuration that a request asks for, completed.
 * @param before the endpoint's last configuration.
 * @throws ApiError where the endpoint could not serve it.
 */
export function completeConfig(
  call: Call,
  endpoint: string,
  requested: RequestedConfig,
  before: EndpointConfig | undefined,
): EndpointConfig {
  const entities = completeEntities(call, requested, before?.entities ?? []);
  if (before && (kindOf(entities) === "external") !== (kindOf(before.entities) === "external")) {
    throw invalidParameter("An endpoint cannot be changed between external models and other models.");
  }
  const names = entities.map(({ name }) => name);
  const autoCapture = completeAutoCapture(endpoint, requested.auto_capture_config, before?.autoCapture);
  return {
    version: (before?.version ?? 0) + 1,
    entities,
    routes: completeRoutes(requested.traffic_config?.routes, names),
    ...(autoCapture ? { autoCapture } : {}),
  };
}

function completeAutoCapture(
  endpoint: string,
  requested: InferenceTableConfig | undefined,
  before: InferenceTableConfig | undefined,
): InferenceTableConfig | undefined {
  if (!requested) return undefined;
  const enabled = requested.enabled ?? true;
  if (before && !before.enabled && enabled) {
    throw invalidParameter(
      `auto_capture_config of endpoint '${endpoint}' was disabled and cannot be enabled again: use ai_gateway.inference_table_config.`,
    );
  }
  return { ...requested, enabled, table_name_prefix: requested.table_name_prefix || endpoint };
}
