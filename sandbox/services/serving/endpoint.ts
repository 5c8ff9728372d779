import { type Call, Collection, notFound, type Store, workspaceIdOf } from "../../control-plane";
import type { ObjectRef } from "../workspace/access-lists";
import type { AiGateway } from "./ai-gateway";
import type { EndpointConfig } from "./endpoint-config";
import type { PayloadTable } from "./inference-tables";

export interface EndpointTag {
  key: string;
  value?: string;
}

export interface EmailNotifications {
  on_update_success?: string[];
  on_update_failure?: string[];
}

/** A limit of the API before AI Gateway. */
export interface RateLimit {
  calls: number;
  key?: "endpoint" | "user";
  renewal_period: "minute";
}

/** What a request may say of an endpoint besides what it serves; shown as it was given. */
export interface EndpointSettings {
  description?: string;
  budget_policy_id?: string;
  route_optimized?: boolean;
  email_notifications?: EmailNotifications;
  telemetry_config?: { inference_table_config?: { sampling_fraction?: number } };
}

export interface ServingEndpoint extends EndpointSettings {
  /** 32 hexadecimal digits: how the permissions API names the endpoint. */
  id: string;
  /** How all else names it; it never changes. */
  name: string;
  creator: string;
  creatorId: string;
  /** Milliseconds since 1970. */
  creation_timestamp: number;
  last_updated_timestamp: number;
  tags: EndpointTag[];
  rateLimits?: RateLimit[];
  aiGateway?: AiGateway;
  /** What answers requests; absent until something is ready for the first time. */
  serving?: EndpointConfig;
  /** What is being brought up beside it. */
  rollout?: { config: EndpointConfig; startedAt: number };
  payloadTable?: PayloadTable;
}

/** Endpoints under `<workspace id>/<name>`. */
const servingEndpoints = new Collection<ServingEndpoint>("serving.endpoint");

const prefixOf = (call: Call): string => `${workspaceIdOf(call)}/`;
const keyOf = (call: Call, name: string): string => `${prefixOf(call)}${name}`;

/** The endpoint as an object with an access list. */
export const refOf = ({ id }: ServingEndpoint): ObjectRef => ({ type: "serving-endpoints", id });

export const findEndpoint = (call: Call, name: string): ServingEndpoint | undefined =>
  call.store.get(servingEndpoints, keyOf(call, name));

/** @throws ApiError 404 */
export function existingEndpoint(call: Call, name: string): ServingEndpoint {
  const endpoint = findEndpoint(call, name);
  if (!endpoint) throw notFound(`Endpoint with name '${name}' does not exist.`);
  return endpoint;
}

export const allEndpoints = (call: Call): ServingEndpoint[] =>
  call.store.list(servingEndpoints, { prefix: prefixOf(call) }).map(({ value }) => value);

export const putEndpoint = (call: Call, endpoint: ServingEndpoint): ServingEndpoint =>
  call.store.put(servingEndpoints, keyOf(call, endpoint.name), endpoint);

export function deleteEndpoint(call: Call, { name }: ServingEndpoint): void {
  call.store.delete(servingEndpoints, keyOf(call, name));
}

/** Deletes every endpoint of a workspace, when it is deleted itself. */
export function forgetServingEndpoints(store: Store, workspaceId: number): void {
  for (const { key } of store.list(servingEndpoints, { prefix: `${workspaceId}/` }))
    store.delete(servingEndpoints, key);
}
