import { isJsonObject } from "../../catalogue/json";
import { type Call, invalidParameter, type Json, type JsonObject, ownMember } from "../../control-plane";
import { isSecretReference, requireReadable } from "./secret-references";
import type { ExternalModel } from "./served-entity";

const TASKS = ["llm/v1/chat", "llm/v1/completions", "llm/v1/embeddings"];

/** Follows the name of a credential's field in that of the field which takes it in plain text. */
const PLAINTEXT = "_plaintext";

/** Each provider's own configuration: the field that holds it, and the credentials in it that must be given. */
const PROVIDERS: Readonly<Record<string, { config: string; credentials(config: JsonObject): string[] }>> = {
  ai21labs: { config: "ai21labs_config", credentials: () => ["ai21labs_api_key"] },
  "amazon-bedrock": {
    config: "amazon_bedrock_config",
    credentials: (config) => (config.instance_profile_arn ? [] : ["aws_access_key_id", "aws_secret_access_key"]),
  },
  anthropic: { config: "anthropic_config", credentials: () => ["anthropic_api_key"] },
  cohere: { config: "cohere_config", credentials: () => ["cohere_api_key"] },
  custom: { config: "custom_provider_config", credentials: () => [] },
  "databricks-model-serving": {
    config: "databricks_model_serving_config",
    credentials: () => ["databricks_api_token"],
  },
  "google-cloud-vertex-ai": { config: "google_cloud_vertex_ai_config", credentials: () => ["private_key"] },
  openai: {
    config: "openai_config",
    credentials: (config) =>
      config.openai_api_type === "azuread" ? ["microsoft_entra_client_secret"] : ["openai_api_key"],
  },
  palm: { config: "palm_config", credentials: () => ["palm_api_key"] },
};

/** What Azure's OpenAI service needs besides a credential. */
const AZURE_OPENAI = ["openai_api_base", "openai_api_version", "openai_deployment_name"];
const ENTRA = ["microsoft_entra_tenant_id", "microsoft_entra_client_id"];

/**
 * The external model as it is kept: without any credential that was given in plain text.
 * @throws ApiError 400 for a configuration that the provider could not be called with; 403 or 404 for credentials that
 * the caller cannot read.
 */
export function acceptedExternalModel(call: Call, model: ExternalModel): ExternalModel {
  if (!TASKS.includes(model.task)) {
    throw invalidParameter(
      `external_model.task '${model.task}' is not supported: it must be one of ${TASKS.join(", ")}.`,
    );
  }
  const provider = ownMember(PROVIDERS, model.provider);
  if (!provider) throw invalidParameter(`external_model.provider '${model.provider}' is not supported.`);
  const others = Object.keys(model).filter((member) => member.endsWith("_config") && member !== provider.config);
  if (others.length > 0) {
    throw invalidParameter(`An external model of ${model.provider} has ${provider.config}, not ${others.join(", ")}.`);
  }
  const config = model[provider.config];
  if (!isJsonObject(config)) {
    throw invalidParameter(`An external model of ${model.provider} needs ${provider.config}.`);
  }
  requireCredentials(provider.config, config, provider.credentials(config));
  if (model.provider === "openai") requireOpenAiSettings(config);
  if (model.provider === "custom" && (config.api_key_auth === undefined) === (config.bearer_token_auth === undefined)) {
    throw invalidParameter("custom_provider_config needs exactly one of api_key_auth and bearer_token_auth.");
  }
  const accepted = withoutPlaintext(config);
  requireReadableAll(call, provider.config, accepted);
  return { ...model, [provider.config]: accepted };
}

/** Each credential once: as a reference to a secret, or in plain text. */
function requireCredentials(where: string, config: JsonObject, required: string[]): void {
  for (const name of required) {
    if (config[name] === undefined && config[name + PLAINTEXT] === undefined) {
      throw invalidParameter(`${where} needs ${name}, a reference {{secrets/scope/key}}, or ${name}${PLAINTEXT}.`);
    }
  }
  for (const name of credentialFields(where)) {
    const reference = config[name];
    if (reference === undefined) continue;
    if (config[name + PLAINTEXT] !== undefined) {
      throw invalidParameter(`${where} can have only one of ${name} and ${name}${PLAINTEXT}.`);
    }
    // The message leaves the value out: it may be the secret itself.
    if (typeof reference !== "string" || !isSecretReference(reference)) {
      throw invalidParameter(`${where}.${name} must be a reference of the form {{secrets/scope/key}}.`);
    }
  }
}

function credentialFields(config: string): string[] {
  const provider = Object.values(PROVIDERS).find((each) => each.config === config);
  if (config === "openai_config") return ["openai_api_key", "microsoft_entra_client_secret"];
  return provider?.credentials({}) ?? [];
}

function requireOpenAiSettings(config: JsonObject): void {
  const type = config.openai_api_type ?? "openai";
  const needed = type === "azure" ? AZURE_OPENAI : type === "azuread" ? [...AZURE_OPENAI, ...ENTRA] : [];
  const missing = needed.filter((name) => config[name] === undefined);
  if (missing.length > 0) {
    throw invalidParameter(`openai_config with openai_api_type '${type}' needs ${missing.join(", ")}.`);
  }
}

function requireReadableAll(call: Call, where: string, config: JsonObject): void {
  for (const [name, value] of Object.entries(config)) {
    if (typeof value === "string") requireReadable(call, `${where}.${name}`, value);
    if (isJsonObject(value)) requireReadableAll(call, `${where}.${name}`, value);
  }
}

function withoutPlaintext(config: JsonObject): JsonObject {
  const kept = Object.entries(config).filter(([name]) => !name.endsWith(PLAINTEXT));
  return Object.fromEntries(kept.map(([name, value]): [string, Json | undefined] => [name, nested(value)]));
}

const nested = (value: Json | undefined): Json | undefined => (isJsonObject(value) ? withoutPlaintext(value) : value);
