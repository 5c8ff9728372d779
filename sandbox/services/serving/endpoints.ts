import { dropAccessList, openAccessList, requireSight, sees } from "../../authority/objects/access-lists";
import { ApiError, alreadyExists, type Behaviour, type Call, type Service } from "../../control-plane";
import { requireUsableBudgetPolicy } from "../account/budget-policy-use";
import { type AiGateway, requireAiGateway } from "./ai-gateway";
import { requireComputeAccess, requireManage } from "./authorisation";
import {
  type EndpointSettings,
  type EndpointTag,
  type RateLimit,
  refOf,
  type ServingEndpoint,
  servingEndpoints,
} from "./endpoint";
import { completeConfig, type RequestedConfig } from "./endpoint-config";
import { requireNotifications, requireRateLimits, requireTags, requireTelemetry } from "./endpoint-settings";
import { requireEndpointName } from "./names";
import { payloadTableFor } from "./payload-tables";
import { detailed, summarised } from "./rendering";
import { brought, withRollout } from "./rollout";
import { kindOf } from "./served-entities";

/** What the service lets a workspace have. */
const MAXIMUM_ENDPOINTS = 1000;

export interface NewEndpoint extends EndpointSettings {
  name: string;
  config?: RequestedConfig;
  tags?: EndpointTag[];
  rate_limits?: RateLimit[];
  ai_gateway?: AiGateway;
}

/** Makes an endpoint, which is ready a while later; one without a configuration waits for it. */
export const create: Behaviour<NewEndpoint> = (request, call) => {
  const { name, config: requested, tags = [], rate_limits: rateLimits, ai_gateway: aiGateway, ...settings } = request;
  requireComputeAccess(call);
  requireEndpointName(name);
  if (servingEndpoints.has(call, name)) throw alreadyExists(`Endpoint with name '${name}' already exists.`);
  requireRoom(call);
  requireTags(tags);
  requireNotifications(settings.email_notifications);
  requireTelemetry(settings.telemetry_config);
  if (settings.budget_policy_id) requireUsableBudgetPolicy(call, "budget_policy_id", settings.budget_policy_id);
  const config = requested && completeConfig(call, name, requested, undefined);
  const kind = kindOf(config?.entities ?? []);
  if (aiGateway) requireAiGateway(call, aiGateway, kind);
  if (rateLimits) requireRateLimits(rateLimits, kind, aiGateway);
  const payloadTable = payloadTableFor(call, name, config, aiGateway, undefined);
  const now = call.store.now();
  const endpoint: ServingEndpoint = {
    ...settings,
    id: call.store.uuid().replaceAll("-", ""),
    name,
    creator: call.principal.name,
    creatorId: call.principal.id,
    creation_timestamp: now,
    last_updated_timestamp: now,
    tags,
    ...(rateLimits ? { rateLimits } : {}),
    ...(aiGateway ? { aiGateway } : {}),
    ...(payloadTable ? { payloadTable } : {}),
  };
  openAccessList(call, refOf(endpoint));
  return detailed(call, servingEndpoints.put(call, name, config ? withRollout(call, endpoint, config) : endpoint));
};

function requireRoom(call: Call): void {
  if (servingEndpoints.all(call).length < MAXIMUM_ENDPOINTS) return;
  throw new ApiError(
    400,
    "RESOURCE_LIMIT_EXCEEDED",
    `The workspace has its maximum of ${MAXIMUM_ENDPOINTS} serving endpoints.`,
  );
}

const get: Behaviour<{ name: string }> = ({ name }, call) => {
  const endpoint = servingEndpoints.existing(call, name);
  requireSight(call, refOf(endpoint));
  return detailed(call, brought(call, endpoint));
};

const list: Behaviour = (_request, call) => {
  const seen = servingEndpoints.all(call).filter((endpoint) => sees(call, refOf(endpoint)));
  return { endpoints: seen.map((endpoint) => summarised(brought(call, endpoint))) };
};

/** Its inference table stays: it is the data of whoever made it. */
const remove: Behaviour<{ name: string }> = ({ name }, call) => {
  const endpoint = servingEndpoints.existing(call, name);
  requireManage(call, endpoint);
  servingEndpoints.remove(call, name);
  dropAccessList(call, refOf(endpoint));
  return undefined;
};

export const endpointsService: Service = {
  "serving.ServingEndpoints.Create": create,
  "serving.ServingEndpoints.Get": get,
  "serving.ServingEndpoints.List": list,
  "serving.ServingEndpoints.Delete": remove,
};
