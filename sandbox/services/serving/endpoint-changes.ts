import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { type AiGateway, requireAiGateway } from "./ai-gateway";
import { requireManage } from "./authorisation";
import {
  type EmailNotifications,
  type EndpointSettings,
  type EndpointTag,
  type RateLimit,
  type ServingEndpoint,
  servingEndpoints,
} from "./endpoint";
import { completeConfig, type EndpointConfig, type RequestedConfig } from "./endpoint-config";
import { requireNotifications, requireRateLimits, requireTags, requireTelemetry } from "./endpoint-settings";
import { payloadTableFor } from "./payload-tables";
import { detailed } from "./rendering";
import { brought, presentEndpoint, requireNoRollout, withRollout } from "./rollout";
import { kindOf } from "./served-entities";

/** The endpoint, for a caller who may change it. */
function changeable(call: Call, name: string): ServingEndpoint {
  const endpoint = presentEndpoint(call, name);
  requireManage(call, endpoint);
  return endpoint;
}

const saved = (call: Call, endpoint: ServingEndpoint): ServingEndpoint =>
  brought(call, servingEndpoints.put(call, endpoint.name, { ...endpoint, last_updated_timestamp: call.store.now() }));

const lastConfig = ({ serving, rollout }: ServingEndpoint): EndpointConfig | undefined => rollout?.config ?? serving;

/** Replaces what the endpoint serves, without interruption: the present configuration answers until then. */
export const updateConfig: Behaviour<RequestedConfig & { name: string }> = ({ name, ...requested }, call) => {
  const endpoint = changeable(call, name);
  requireNoRollout(endpoint);
  const config = completeConfig(call, name, requested, endpoint.serving);
  const { aiGateway } = endpoint;
  if (aiGateway) requireAiGateway(call, aiGateway, kindOf(config.entities));
  const changed = withPayloadTable(call, endpoint, config, aiGateway);
  return detailed(call, saved(call, withRollout(call, changed, config)));
};

/** Replaces the gateway's settings at once. */
const putAiGateway: Behaviour<AiGateway & { name: string }> = ({ name, ...aiGateway }, call) => {
  const endpoint = changeable(call, name);
  const config = lastConfig(endpoint);
  requireAiGateway(call, aiGateway, kindOf(config?.entities ?? []));
  if (aiGateway.rate_limits?.length && endpoint.rateLimits?.length) {
    throw invalidParameter("Only one of rate_limits and ai_gateway.rate_limits can be set.");
  }
  saved(call, { ...withPayloadTable(call, endpoint, config, aiGateway), aiGateway });
  return aiGateway;
};

function withPayloadTable(
  call: Call,
  { payloadTable: before, ...endpoint }: ServingEndpoint,
  config: EndpointConfig | undefined,
  gateway: AiGateway | undefined,
): ServingEndpoint {
  const payloadTable = payloadTableFor(call, endpoint.name, config, gateway, before);
  return payloadTable ? { ...endpoint, payloadTable } : endpoint;
}

const putRateLimits: Behaviour<{ name: string; rate_limits?: RateLimit[] }> = ({ name, rate_limits = [] }, call) => {
  const endpoint = changeable(call, name);
  requireRateLimits(rate_limits, kindOf(lastConfig(endpoint)?.entities ?? []), endpoint.aiGateway);
  saved(call, { ...endpoint, rateLimits: rate_limits });
  return { rate_limits };
};

/** Sets and takes away some tags; a tag to take away that is not there is no mistake. */
const patchTags: Behaviour<{ name: string; add_tags?: EndpointTag[]; delete_tags?: string[] }> = (
  { name, add_tags: added = [], delete_tags: deleted = [] },
  call,
) => {
  const endpoint = changeable(call, name);
  requireTags(added);
  const both = added.find(({ key }) => deleted.includes(key));
  if (both) throw invalidParameter(`Tag '${both.key}' cannot be both added and deleted.`);
  const replaced = new Set([...deleted, ...added.map(({ key }) => key)]);
  const tags = [...endpoint.tags.filter(({ key }) => !replaced.has(key)), ...added];
  saved(call, { ...endpoint, tags });
  return { tags };
};

const updateNotifications: Behaviour<{ name: string; email_notifications?: EmailNotifications }> = (
  { name, email_notifications = {} },
  call,
) => {
  const endpoint = changeable(call, name);
  requireNotifications(email_notifications);
  saved(call, { ...endpoint, email_notifications });
  return { name, email_notifications };
};

const patchTelemetry: Behaviour<{ name: string } & Pick<EndpointSettings, "telemetry_config">> = (
  { name, telemetry_config = {} },
  call,
) => {
  const endpoint = changeable(call, name);
  requireTelemetry(telemetry_config);
  return detailed(call, saved(call, { ...endpoint, telemetry_config }));
};

export const endpointChangesService: Service = {
  "serving.ServingEndpoints.UpdateConfig": updateConfig,
  "serving.ServingEndpoints.PutAiGateway": putAiGateway,
  "serving.ServingEndpoints.Put": putRateLimits,
  "serving.ServingEndpoints.Patch": patchTags,
  "serving.ServingEndpoints.UpdateNotifications": updateNotifications,
  "serving.ServingEndpoints.PatchTelemetryConfig": patchTelemetry,
};
