import type { JsonObject } from "../../control-plane";

/** A model of another provider that an endpoint passes requests on to. */
export interface ExternalModel {
  name: string;
  provider: string;
  task: string;
  /** The provider's own configuration, under `<provider>_config`. Holds references to secrets, never a secret. */
  [config: string]: JsonObject | string | undefined;
}

/** How an entity is run; the API's words. */
export interface EntitySettings {
  environment_vars?: Record<string, string>;
  instance_profile_arn?: string;
  /** How many requests it takes at once, as one of the service's sizes. */
  workload_size?: string;
  /** The machines that it runs on. */
  workload_type?: string;
  scale_to_zero_enabled?: boolean;
  /** Requests at once, as bounds of one's own. */
  min_provisioned_concurrency?: number;
  max_provisioned_concurrency?: number;
  /** Tokens per second. */
  min_provisioned_throughput?: number;
  max_provisioned_throughput?: number;
  provisioned_model_units?: number;
  burst_scaling_enabled?: boolean;
}

/** One of the models that a request wants an endpoint to serve. */
export interface RequestedEntity extends EntitySettings {
  name?: string;
  /** Full name of a registered model, or of a foundation model in `system.ai`. */
  entity_name?: string;
  entity_version?: string;
  external_model?: ExternalModel;
}

/** The same in the older words. */
export interface RequestedModel extends EntitySettings {
  name?: string;
  model_name: string;
  model_version: string;
}

/** One of the models that an endpoint serves, completed with the service's defaults. */
export interface ServedEntity extends RequestedEntity {
  /** Unique in the endpoint: routes and logs name it. */
  name: string;
  /** Who gave it its present settings. */
  creator: string;
  /** Milliseconds since 1970. */
  creation_timestamp: number;
}

/** Where an entity's model comes from. */
export type EntityKind = "custom" | "foundation" | "external";

export function entityKind({ external_model, entity_name }: RequestedEntity): EntityKind {
  if (external_model) return "external";
  return entity_name?.startsWith("system.ai.") ? "foundation" : "custom";
}
