import { allows } from "../../authority/objects/access-lists";
import type { Call } from "../../control-plane";
import { refOf, type ServingEndpoint } from "./endpoint";
import type { EndpointConfig } from "./endpoint-config";
import { foundationModel } from "./foundation-models";
import type { PayloadTable } from "./inference-tables";
import { taskOf } from "./served-entities";
import { entityKind, type RequestedEntity, type ServedEntity } from "./served-entity";

/** The endpoint as the API shows it alone. */
export function detailed(call: Call, endpoint: ServingEndpoint): object {
  const { serving, rollout } = endpoint;
  return {
    ...shared(endpoint),
    config: serving && { ...shownConfig(endpoint, serving), config_version: serving.version },
    pending_config: rollout && {
      ...shownConfig(endpoint, rollout.config),
      config_version: rollout.config.version,
      start_time: rollout.startedAt,
    },
    route_optimized: endpoint.route_optimized ?? false,
    email_notifications: endpoint.email_notifications,
    endpoint_url: endpoint.route_optimized
      ? `${call.origin}/serving-endpoints/${endpoint.name}/invocations`
      : undefined,
    permission_level: (["CAN_MANAGE", "CAN_QUERY", "CAN_VIEW"] as const).find((level) =>
      allows(call, refOf(endpoint), level),
    ),
  };
}

/** The endpoint as the API lists it. */
export function summarised(endpoint: ServingEndpoint): object {
  const entities = endpoint.serving?.entities;
  return {
    ...shared(endpoint),
    config: entities && {
      served_entities: entities.map(summarisedEntity),
      served_models: entities.flatMap(summarisedModel),
    },
  };
}

function shared({ serving, rollout, aiGateway, ...endpoint }: ServingEndpoint): object {
  return {
    id: endpoint.id,
    name: endpoint.name,
    creator: endpoint.creator,
    creation_timestamp: endpoint.creation_timestamp,
    last_updated_timestamp: endpoint.last_updated_timestamp,
    description: endpoint.description ?? "",
    budget_policy_id: endpoint.budget_policy_id,
    tags: endpoint.tags.length > 0 ? endpoint.tags : undefined,
    ai_gateway: aiGateway,
    telemetry_config: endpoint.telemetry_config,
    task: taskOf((serving ?? rollout?.config)?.entities ?? []),
    state: {
      ready: serving ? "READY" : "NOT_READY",
      config_update:
        rollout === undefined ? "NOT_UPDATING" : rollout.failure === undefined ? "IN_PROGRESS" : "UPDATE_FAILED",
    },
  };
}

function shownConfig({ serving, payloadTable, rollout }: ServingEndpoint, config: EndpointConfig): object {
  const { entities, routes, autoCapture } = config;
  const running = new Set(serving?.entities.map(identity));
  const stateOf = (entity: ServedEntity): object => ({
    state: running.has(identity(entity)) ? READY : deployment(rollout?.failure),
  });
  return {
    served_entities: entities.map((entity) => ({ ...shownEntity(entity), ...stateOf(entity) })),
    served_models: entities.flatMap((entity) =>
      entity.external_model ? [] : [{ ...inOlderWords(entity), ...stateOf(entity) }],
    ),
    traffic_config: { routes },
    auto_capture_config: autoCapture && { ...autoCapture, state: payloadTable && shownTable(payloadTable) },
  };
}

/** An entity that goes on from the configuration before keeps both. */
const identity = ({ name, creation_timestamp }: ServedEntity): string => `${name} ${creation_timestamp}`;

const READY = { deployment: "DEPLOYMENT_READY", deployment_state_message: "" };

const deployment = (failure: string | undefined): object =>
  failure === undefined
    ? { deployment: "DEPLOYMENT_CREATING", deployment_state_message: "Creating resources for served entity." }
    : { deployment: "DEPLOYMENT_FAILED", deployment_state_message: failure };

function shownEntity(entity: ServedEntity): object {
  const { entity_name } = entity;
  if (!entity_name || entityKind(entity) !== "foundation") return entity;
  return {
    ...entity,
    foundation_model: { name: entity_name, display_name: foundationModel(entity_name).display_name },
  };
}

/** The older words have no throughput. */
function inOlderWords({
  entity_name,
  entity_version,
  external_model,
  min_provisioned_throughput,
  max_provisioned_throughput,
  ...settings
}: ServedEntity): object {
  return { model_name: entity_name, model_version: entity_version, ...settings };
}

const shownTable = ({ name, status, message }: PayloadTable): object => ({
  payload_table: { name, status, status_message: message },
});

function summarisedEntity({ name, entity_name, entity_version, external_model }: RequestedEntity): object {
  return { name, entity_name, entity_version, external_model };
}

function summarisedModel({ name, entity_name, entity_version, external_model }: RequestedEntity): object[] {
  return external_model ? [] : [{ name, model_name: entity_name, model_version: entity_version }];
}
