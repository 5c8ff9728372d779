import { isDeepStrictEqual } from "node:util";
import { type Call, invalidParameter } from "../../control-plane";
import { completeCapacity } from "./capacity";
import { requireServable } from "./custom-models";
import { acceptedExternalModel } from "./external-models";
import { foundationModel } from "./foundation-models";
import { requireEntityNames } from "./names";
import { requireReadable } from "./secret-references";
import {
  type EntityKind,
  entityKind,
  type RequestedEntity,
  type RequestedModel,
  type ServedEntity,
} from "./served-entity";

/** What an endpoint may serve at once. */
const MAXIMUM_ENTITIES = 15;

/** What a request says that an endpoint is to serve, in one of two wordings. */
export interface RequestedEntities {
  served_entities?: RequestedEntity[];
  /** The older words. */
  served_models?: RequestedModel[];
}

/**
 * The entities that a request asks for, completed. One that is served already with the same settings goes on as it is.
 * @param serving the entities that the endpoint has.
 * @throws ApiError 400, 403 or 404 where one of them cannot be served, or not to the caller.
 */
export function completeEntities(
  call: Call,
  { served_entities, served_models }: RequestedEntities,
  serving: ServedEntity[],
): ServedEntity[] {
  if (served_entities?.length && served_models?.length) {
    throw invalidParameter("Only one of served_entities and served_models can be given.");
  }
  const requested = served_entities?.length ? served_entities : (served_models ?? []).map(inNewerWords);
  if (requested.length === 0) throw invalidParameter("At least one served entity must be given.");
  if (requested.length > MAXIMUM_ENTITIES) {
    throw invalidParameter(
      `An endpoint can have at most ${MAXIMUM_ENTITIES} served entities, got ${requested.length}.`,
    );
  }
  const named = requested.map((entity) => ({ ...entity, name: entity.name || defaultName(entity) }));
  requireEntityNames(named.map(({ name }) => name));
  requireOneKind(named);
  const now = call.store.now();
  const completed = named.map((entity) => ({
    ...acceptedEntity(call, entity),
    creator: call.principal.name,
    creation_timestamp: now,
  }));
  requireOneTask(completed);
  return completed.map((entity) => serving.find((served) => sameSettings(served, entity)) ?? entity);
}

const inNewerWords = ({ model_name, model_version, ...settings }: RequestedModel): RequestedEntity => ({
  entity_name: model_name,
  entity_version: model_version,
  ...settings,
});

/** `<model>-<version>`, or an external model's name, without what such a name cannot have. */
function defaultName({ external_model, entity_name, entity_version }: RequestedEntity): string {
  if (external_model) return external_model.name.replaceAll(/[.:/]/g, "-");
  if (!entity_name) throw invalidParameter("Each served entity needs entity_name or external_model.");
  const model = entity_name.split(".").at(-1) ?? "";
  return entity_version ? `${model}-${entity_version}` : model;
}

/** Requests of one form can be answered only by models of one form. */
function requireOneKind(entities: RequestedEntity[]): void {
  const external = entities.filter((entity) => entityKind(entity) === "external");
  if (external.length > 0 && external.length < entities.length) {
    throw invalidParameter("An endpoint cannot serve external models together with other models.");
  }
}

function requireOneTask(entities: ServedEntity[]): void {
  const tasks = new Set(entities.map((entity) => taskOf([entity])));
  if (tasks.size > 1) throw invalidParameter("All served entities of an endpoint must have the same task.");
}

function acceptedEntity(call: Call, entity: RequestedEntity & { name: string }): RequestedEntity & { name: string } {
  const { name, entity_name, entity_version, external_model, ...settings } = entity;
  const kind = entityKind(entity);
  const capacity = completeCapacity(name, kind, settings);
  for (const [variable, value] of Object.entries(settings.environment_vars ?? {})) {
    requireReadable(call, `Environment variable ${variable} of served entity '${name}'`, value);
  }
  if (external_model) {
    if (entity_name) throw invalidParameter(`Served entity '${name}' has both entity_name and external_model.`);
    return { name, external_model: acceptedExternalModel(call, external_model) };
  }
  if (!entity_name) throw invalidParameter(`Served entity '${name}' needs entity_name or external_model.`);
  if (kind === "foundation") foundationModel(entity_name);
  else requireServable(call, entity_name, entity_version);
  return { name, entity_name, ...(entity_version ? { entity_version } : {}), ...capacity };
}

const sameSettings = (one: ServedEntity, other: ServedEntity): boolean =>
  isDeepStrictEqual(settingsOf(one), settingsOf(other));

const settingsOf = ({ creator, creation_timestamp, ...settings }: ServedEntity): RequestedEntity => settings;

/** Of what kind the models of an endpoint are; those of one endpoint are all external or none. */
export const kindOf = ([first]: RequestedEntity[]): EntityKind | undefined => first && entityKind(first);

/** What the models of an endpoint do, where that is known without loading them. */
export function taskOf([first]: RequestedEntity[]): string | undefined {
  if (first?.external_model) return first.external_model.task;
  return first?.entity_name && entityKind(first) === "foundation" ? foundationModel(first.entity_name).task : undefined;
}
