import type { ObjectRef } from "../../authority/objects/access-lists";
import { notFound, WorkspaceObjects } from "../../control-plane";
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
  /** What is being brought up beside it, or could not be. */
  rollout?: { config: EndpointConfig; startedAt: number; failure?: string };
  payloadTable?: PayloadTable;
}

/** By name. */
export const servingEndpoints = new WorkspaceObjects<ServingEndpoint>("serving.endpoint", (name) =>
  notFound(`Endpoint with name '${name}' does not exist.`),
);

/** The endpoint as an object with an access list. */
export const refOf = ({ id }: ServingEndpoint): ObjectRef => ({ type: "serving-endpoints", id });
