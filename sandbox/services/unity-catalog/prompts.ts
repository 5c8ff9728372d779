import { Access } from "../../authority/unity-catalog/access";
import { schemaRef } from "../../authority/unity-catalog/securables";
import {
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  ownMember,
  page,
  type Service,
} from "../../control-plane";
import { wildcards } from "../patterns/linear-pattern";
import { type MlflowTag, readTags } from "./mlflow-rendering";
import { checkedAlias } from "./model-aliases";
import {
  existingPromptVersion,
  managedPrompt,
  type Prompt,
  type PromptPlace,
  type PromptVersion,
  promptPlace,
  promptsOf,
  promptVersionsOf,
  putPrompt,
  putPromptVersion,
  removePrompt,
  removePromptVersion,
  requireNewPrompt,
  schemaPlace,
  usablePrompt,
} from "./prompt";

type ByName = { name: string };
type ByVersion = ByName & { version: string };
type ByAlias = ByName & { alias: string };

interface GivenPrompt {
  description?: string;
  tags?: MlflowTag[];
}

interface GivenVersion extends GivenPrompt {
  template?: string;
}

const time = (milliseconds: number): string => new Date(milliseconds).toISOString();

const tagList = (tags: Record<string, string>): object[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));

function aliasList({ aliases }: Prompt, version?: number): object[] {
  const named = Object.entries(aliases).filter(([, each]) => version === undefined || each === version);
  return named.map(([alias, each]) => ({ alias, version: String(each) }));
}

const shownPrompt = ({ fullName }: Pick<PromptPlace, "fullName">, prompt: Prompt): object => ({
  name: fullName,
  creation_timestamp: time(prompt.created_at),
  last_updated_timestamp: time(prompt.updated_at),
  ...(prompt.description ? { description: prompt.description } : {}),
  aliases: aliasList(prompt),
  tags: tagList(prompt.tags),
});

const shownVersion = ({ fullName }: PromptPlace, prompt: Prompt, version: PromptVersion): object => ({
  name: fullName,
  version: String(version.version),
  creation_timestamp: time(version.created_at),
  last_updated_timestamp: time(version.updated_at),
  ...(version.description ? { description: version.description } : {}),
  template: version.template,
  aliases: aliasList(prompt, version.version),
  tags: tagList(version.tags),
});

const create: Behaviour<ByName & { prompt: GivenPrompt }> = ({ name, prompt: given }, call) => {
  const place = promptPlace(call, name);
  requireNewPrompt(call, place);
  const now = call.store.now();
  const prompt = putPrompt(call, place, {
    name: place.name,
    owner: call.principal.name,
    ...(given.description ? { description: given.description } : {}),
    created_at: now,
    updated_at: now,
    aliases: {},
    tags: readTags(given.tags),
    last_version: 0,
  });
  return shownPrompt(place, prompt);
};

const get: Behaviour<ByName> = ({ name }, call) => {
  const place = promptPlace(call, name);
  return shownPrompt(place, usablePrompt(call, place));
};

const update: Behaviour<ByName & { prompt: GivenPrompt }> = ({ name, prompt: { description, tags } }, call) =>
  changed(call, name, (before) => ({
    ...before,
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags: readTags(tags) }),
  }));

function changed(call: Call, name: string, change: (before: Prompt) => Prompt): object {
  const place = promptPlace(call, name);
  return shownPrompt(place, putPrompt(call, place, change(managedPrompt(call, place))));
}

const remove: Behaviour<ByName> = ({ name }, call) => {
  const place = promptPlace(call, name);
  managedPrompt(call, place);
  removePrompt(call.store, place.schemaId, place.name);
  return undefined;
};

const search: Behaviour<{
  catalog_schema: { catalog_name: string; schema_name: string };
  filter?: string;
  max_results?: number;
  page_token?: string;
}> = ({ catalog_schema: where, filter = "", max_results: size, page_token: token }, call) => {
  const { schema, schemaId } = schemaPlace(call, schemaRef(`${where.catalog_name}.${where.schema_name}`));
  Access.of(call).require("EXECUTE", schema);
  const matches = nameFilter(filter);
  const found = promptsOf(call.store, schemaId).filter(({ value }) => matches(value.name));
  const { items, nextToken } = page(found, { size, token });
  return {
    prompts: items.map((prompt) => shownPrompt({ fullName: `${schema.name}.${prompt.name}` }, prompt)),
    next_page_token: nextToken,
  };
};

/** Prompts are searched by name only. */
function nameFilter(filter: string): (name: string) => boolean {
  if (filter.trim() === "") return () => true;
  const [, operator = "", pattern = ""] = /^\s*name\s*(=|I?LIKE)\s*['"]([^'"]*)['"]\s*$/i.exec(filter) ?? [];
  if (operator === "") {
    throw invalidParameter(`Invalid filter '${filter}': prompts are searched by name = '…' or name LIKE '…' only.`);
  }
  if (operator === "=") return (name) => name === pattern.toLowerCase();
  return wildcards(pattern, { several: "%", single: "_" }, { ignoreCase: true });
}

const setTag: Behaviour<ByName & MlflowTag> = ({ name, ...tag }, call) => {
  changed(call, name, (before) => ({ ...before, tags: { ...before.tags, ...readTags([tag]) } }));
  return undefined;
};

const deleteTag: Behaviour<ByName & { key: string }> = ({ name, key }, call) => {
  changed(call, name, ({ tags: { [key]: _removed, ...tags }, ...before }) => ({ ...before, tags }));
  return undefined;
};

const createVersion: Behaviour<ByName & { prompt_version: GivenVersion }> = (
  { name, prompt_version: { template, description, tags } },
  call,
) => {
  if (template === undefined) throw invalidParameter("Missing value for required parameter 'template'.");
  const place = promptPlace(call, name);
  const before = managedPrompt(call, place);
  const number = before.last_version + 1;
  const now = call.store.now();
  const prompt = putPrompt(call, place, { ...before, last_version: number });
  const version = putPromptVersion(call, place, {
    version: number,
    template,
    ...(description ? { description } : {}),
    created_at: now,
    updated_at: now,
    tags: readTags(tags),
  });
  return shownVersion(place, prompt, version);
};

const getVersion: Behaviour<ByVersion> = ({ name, version }, call) => {
  const place = promptPlace(call, name);
  const prompt = usablePrompt(call, place);
  return shownVersion(place, prompt, existingPromptVersion(call, place, version));
};

const getVersionByAlias: Behaviour<ByAlias> = ({ name, alias }, call) => {
  const place = promptPlace(call, name);
  const prompt = usablePrompt(call, place);
  const version = ownMember(prompt.aliases, alias);
  if (version === undefined) throw notFound(`Prompt '${place.fullName}' has no alias '${alias}'.`);
  return shownVersion(place, prompt, existingPromptVersion(call, place, String(version)));
};

const updateVersion: Behaviour<ByVersion & { prompt_version: GivenVersion }> = (
  { name, version, prompt_version: { template, description } },
  call,
) => {
  if (template !== undefined) throw invalidParameter("A prompt version's template can not be changed.");
  return changedVersion(call, name, version, (before) => ({
    ...before,
    ...(description === undefined ? {} : { description }),
  }));
};

function changedVersion(
  call: Call,
  name: string,
  version: string,
  change: (before: PromptVersion) => PromptVersion,
): object {
  const place = promptPlace(call, name);
  const prompt = managedPrompt(call, place);
  const after = { ...change(existingPromptVersion(call, place, version)), updated_at: call.store.now() };
  return shownVersion(place, prompt, putPromptVersion(call, place, after));
}

const removeVersion: Behaviour<ByVersion> = ({ name, version }, call) => {
  const place = promptPlace(call, name);
  const prompt = managedPrompt(call, place);
  removePromptVersion(call, place, prompt, existingPromptVersion(call, place, version));
  return undefined;
};

/** The newest first. */
const searchVersions: Behaviour<ByName & { max_results?: number; page_token?: string }> = (
  { name, max_results: size, page_token: token },
  call,
) => {
  const place = promptPlace(call, name);
  const prompt = usablePrompt(call, place);
  const ranked = promptVersionsOf(call, place)
    .reverse()
    .map(({ value }, rank) => ({ key: String(rank).padStart(9, "0"), value }));
  const { items, nextToken } = page(ranked, { size, token });
  return {
    prompt_versions: items.map((version) => shownVersion(place, prompt, version)),
    next_page_token: nextToken,
  };
};

const setVersionTag: Behaviour<ByVersion & MlflowTag> = ({ name, version, ...tag }, call) => {
  changedVersion(call, name, version, (before) => ({ ...before, tags: { ...before.tags, ...readTags([tag]) } }));
  return undefined;
};

const deleteVersionTag: Behaviour<ByVersion & { key: string }> = ({ name, version, key }, call) => {
  changedVersion(call, name, version, ({ tags: { [key]: _removed, ...tags }, ...before }) => ({ ...before, tags }));
  return undefined;
};

const setAlias: Behaviour<ByAlias & { version: string }> = ({ name, alias, version }, call) => {
  const place = promptPlace(call, name);
  const prompt = managedPrompt(call, place);
  const { version: number } = existingPromptVersion(call, place, version);
  putPrompt(call, place, { ...prompt, aliases: { ...prompt.aliases, [checkedAlias(alias)]: number } });
  return undefined;
};

const deleteAlias: Behaviour<ByAlias> = ({ name, alias }, call) => {
  changed(call, name, ({ aliases: { [alias]: _removed, ...aliases }, ...before }) => ({ ...before, aliases }));
  return undefined;
};

/** Which models, runs and traces used a version: taken from whoever may use it, as no API of the sandbox shows lineage. */
const link: Behaviour<{ prompt_versions?: ByVersion[] }> = ({ prompt_versions: linked = [] }, call) => {
  for (const { name, version } of linked) {
    const place = promptPlace(call, name);
    usablePrompt(call, place);
    existingPromptVersion(call, place, version);
  }
  return undefined;
};

/** MLflow's prompts, which lie in schemas. Their API is MLflow's; rights on them follow from the schema's. */
export const promptsService: Service = {
  "mlflow.Prompts.CreatePrompt": create,
  "mlflow.Prompts.GetPrompt": get,
  "mlflow.Prompts.UpdatePrompt": update,
  "mlflow.Prompts.DeletePrompt": remove,
  "mlflow.Prompts.SearchPrompts": search,
  "mlflow.Prompts.SetPromptTag": setTag,
  "mlflow.Prompts.DeletePromptTag": deleteTag,
  "mlflow.Prompts.CreatePromptVersion": createVersion,
  "mlflow.Prompts.GetPromptVersion": getVersion,
  "mlflow.Prompts.GetPromptVersionByAlias": getVersionByAlias,
  "mlflow.Prompts.UpdatePromptVersion": updateVersion,
  "mlflow.Prompts.DeletePromptVersion": removeVersion,
  "mlflow.Prompts.SearchPromptVersions": searchVersions,
  "mlflow.Prompts.SetPromptVersionTag": setVersionTag,
  "mlflow.Prompts.DeletePromptVersionTag": deleteVersionTag,
  "mlflow.Prompts.SetPromptAlias": setAlias,
  "mlflow.Prompts.DeletePromptAlias": deleteAlias,
  "mlflow.Prompts.LinkPromptVersionsToModels": link,
  "mlflow.Prompts.LinkPromptVersionsToRuns": link,
  "mlflow.Prompts.LinkPromptsToTraces": link,
};
