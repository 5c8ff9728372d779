import { Access } from "../../authority/unity-catalog/access";
import { checkedName, type SecurableRef, schemaRef, securables } from "../../authority/unity-catalog/securables";
import {
  AccountObjects,
  ApiError,
  type Call,
  type Entry,
  invalidParameter,
  notFound,
  permissionDenied,
  type Store,
} from "../../control-plane";

/** A prompt of a schema, for generative models, as it is kept. Its versions are kept apart. */
export interface Prompt {
  /** Within its schema. */
  name: string;
  owner: string;
  description?: string;
  /** Milliseconds since 1970. */
  created_at: number;
  updated_at: number;
  /** Version numbers by alias. */
  aliases: Record<string, number>;
  tags: Record<string, string>;
  /** The greatest version number ever given: a deleted version's number is not given again. */
  last_version: number;
}

/** One version of a prompt, whose text never changes. */
export interface PromptVersion {
  version: number;
  /** JSON, as MLflow's client writes it. */
  template: string;
  description?: string;
  created_at: number;
  updated_at: number;
  tags: Record<string, string>;
}

/** By the schema's id, so that a rename moves nothing. */
const prompts = new AccountObjects<Prompt, readonly [schema: string, name: string]>("unity-catalog.prompt");
const promptVersions = new AccountObjects<PromptVersion, readonly [schema: string, name: string, version: string]>(
  "unity-catalog.prompt-version",
);

/** Where a prompt lies. */
export interface PromptPlace {
  schema: SecurableRef<"schema">;
  schemaId: string;
  name: string;
  /** `catalog.schema.name`. */
  fullName: string;
}

/** The place that a full name names. @throws ApiError 400 for what is none, 404 where there is no such schema. */
export function promptPlace(call: Call, fullName: string): PromptPlace {
  const [catalog, schemaName, name, ...more] = fullName.split(".");
  if (!catalog || !schemaName || !name || more.length > 0) {
    throw invalidParameter(`'${fullName}' is not a prompt's full name: expected <catalog>.<schema>.<prompt>.`);
  }
  const schema = schemaRef(`${catalog}.${schemaName}`);
  return {
    ...schemaPlace(call, schema),
    name: checkedName(name, "function"),
    fullName: `${schema.name}.${name.toLowerCase()}`,
  };
}

export function schemaPlace(call: Call, schema: SecurableRef<"schema">): Pick<PromptPlace, "schema" | "schemaId"> {
  return { schema, schemaId: Access.of(call).existing(schema).schema_id };
}

const noPrompt = ({ fullName }: PromptPlace): ApiError => notFound(`Prompt '${fullName}' does not exist.`);

/** The prompt, if the caller may use it: who has EXECUTE on its schema, and its owner. */
export function usablePrompt(call: Call, place: PromptPlace): Prompt {
  const prompt = prompts.get(call, [place.schemaId, place.name]);
  if (!prompt) {
    Access.of(call).visible(place.schema, "USE_SCHEMA", true);
    throw noPrompt(place);
  }
  if (!owns(call, prompt)) Access.of(call).require("EXECUTE", place.schema);
  return prompt;
}

/** The prompt, if the caller may change it: its owner, and who manages its schema. */
export function managedPrompt(call: Call, place: PromptPlace): Prompt {
  const prompt = prompts.get(call, [place.schemaId, place.name]);
  if (!prompt) {
    Access.of(call).visible(place.schema, "USE_SCHEMA", true);
    throw noPrompt(place);
  }
  const access = Access.of(call);
  if (access.manages(place.schema)) access.managed(place.schema);
  else if (owns(call, prompt)) access.usable(place.schema, "CREATE_FUNCTION");
  else throw permissionDenied(`User does not have MANAGE on Prompt '${place.fullName}', nor is it owned by them.`);
  return prompt;
}

const owns = (call: Call, { owner }: Prompt): boolean => call.principal.names.has(owner);

/** @throws ApiError 403, 400 */
export function requireNewPrompt(call: Call, place: PromptPlace): void {
  Access.of(call).usable(place.schema, "CREATE_FUNCTION");
  if (prompts.get(call, [place.schemaId, place.name])) {
    throw new ApiError(409, "ALREADY_EXISTS", `Prompt '${place.fullName}' already exists.`);
  }
}

export function putPrompt(call: Call, { schemaId, name }: PromptPlace, prompt: Prompt): Prompt {
  return prompts.put(call, [schemaId, name], { ...prompt, updated_at: call.store.now() });
}

/** The number is padded so that keys sort as the numbers do. */
const versionKey = ({ schemaId, name }: PromptPlace, version: number) =>
  [schemaId, name, String(version).padStart(10, "0")] as const;

export function putPromptVersion(call: Call, place: PromptPlace, version: PromptVersion): PromptVersion {
  return promptVersions.put(call, versionKey(place, version.version), version);
}

/** @throws ApiError 404 */
export function existingPromptVersion(call: Call, place: PromptPlace, version: string): PromptVersion {
  const found = /^[1-9]\d{0,8}$/.test(version)
    ? promptVersions.get(call, versionKey(place, Number(version)))
    : undefined;
  if (!found) throw notFound(`Prompt '${place.fullName}' version ${version} does not exist.`);
  return found;
}

/** Every version of a prompt, with the key that pages are cut by. */
export function promptVersionsOf(
  { store }: Pick<Call, "store">,
  { schemaId, name }: Pick<PromptPlace, "schemaId" | "name">,
): Entry<PromptVersion>[] {
  return store.list(promptVersions, { prefix: promptVersions.prefixOf({ store }, [schemaId, name]) });
}

/** Deletes a version, and the aliases that named it. */
export function removePromptVersion(call: Call, place: PromptPlace, prompt: Prompt, version: PromptVersion): void {
  promptVersions.remove(call, versionKey(place, version.version));
  const aliases = Object.entries(prompt.aliases).filter(([, named]) => named !== version.version);
  putPrompt(call, place, { ...prompt, aliases: Object.fromEntries(aliases) });
}

export function removePrompt(store: Store, schemaId: string, name: string): void {
  for (const { key } of promptVersionsOf({ store }, { schemaId, name })) store.delete(promptVersions, key);
  prompts.remove({ store }, [schemaId, name]);
}

/** A schema's prompts in the order of their names, whoever asks. */
export function promptsOf(store: Store, schemaId: string): Entry<Prompt>[] {
  return store.list(prompts, { prefix: prompts.prefixOf({ store }, [schemaId]) });
}

/** Deletes what lies in a schema that is being deleted. */
export function removePrompts(store: Store, schemaName: string): void {
  const id = store.get(securables.schema, schemaName)?.schema_id;
  if (id === undefined) return;
  for (const { value } of promptsOf(store, id)) removePrompt(store, id, value.name);
}
