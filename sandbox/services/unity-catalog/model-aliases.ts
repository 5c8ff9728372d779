import { changed } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { managedModel } from "./model-access";
import { existingVersion, type ModelAlias, putModel } from "./registered-model";

const ALIAS_LIMIT = 255;

/** Refuses what MLflow does: other characters, the reserved `latest`, and what reads like a version number. */
export function checkedAlias(alias: string): string {
  if (alias.length > ALIAS_LIMIT || !/^[\w-]+$/.test(alias)) {
    throw invalidParameter(
      `Invalid alias name '${alias}': aliases have 1 to ${ALIAS_LIMIT} letters, digits, underscores and dashes.`,
    );
  }
  if (alias.toLowerCase() === "latest") throw invalidParameter("'latest' alias name (case insensitive) is reserved.");
  if (/^v\d+$/i.test(alias)) {
    throw invalidParameter(`Version alias name '${alias}' is reserved. Please choose another alias.`);
  }
  return alias;
}

/** Lets the alias name that version, and no other. */
export function setAlias(call: Call, fullName: string, alias: string, version: number): ModelAlias {
  const model = managedModel(call, fullName);
  existingVersion(call.store, model, version);
  const aliases = { ...model.aliases, [checkedAlias(alias)]: version };
  putModel(call.store, { ...model, aliases, ...changed(call) });
  return { alias_name: alias, version_num: version };
}

/** To take off an alias that is not there is no mistake, as in the service. */
export function deleteAlias(call: Call, fullName: string, alias: string): void {
  const model = managedModel(call, fullName);
  const { [alias]: removed, ...aliases } = model.aliases;
  if (removed !== undefined) putModel(call.store, { ...model, aliases, ...changed(call) });
}

const set: Behaviour<{ full_name: string; alias: string; version_num: number }> = (request, call) =>
  setAlias(call, request.full_name, request.alias, request.version_num);

const deletion: Behaviour<{ full_name: string; alias: string }> = ({ full_name: name, alias }, call) => {
  deleteAlias(call, name, alias);
  return undefined;
};

export const modelAliasesService: Service = {
  "catalog.RegisteredModels.SetAlias": set,
  "catalog.RegisteredModels.DeleteAlias": deletion,
};
