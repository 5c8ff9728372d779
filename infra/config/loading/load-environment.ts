import { RESERVED_NAMES } from "../../../databricks/securables";
import { listedAll, suggestion } from "../../../wording/nearest";
import { ESTATE_FILE, environmentFile, environmentsIn } from "../files/environments";
import { Remembered, type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import { serviceConnections } from "../names";
import { type EnvironmentSettings, environmentSections, estateSections } from "../schema/settings";
import { credentialProblems } from "../yaml/credentials-in-file";
import { besides, type Problem } from "../yaml/problem";
import { type Path, SourceFile } from "../yaml/source-file";
import { estateSectionsOf, isRecord, type Sections, sectionName, stackSections } from "../yaml/stack-file";
import { checkSettings, type KnownSettings } from "./check-settings";
import { plainCredentials } from "./plain-credentials";
import { estateFileProblems, hasSections, stackFileProblems } from "./pulumi-files";
import { type Clash, clashes } from "./related-environments";
import { holderOf, saidOfEnvironment } from "./said-of-environment";
import { completed, judgedSecrets } from "./secrets";

export type LoadResult =
  | { ok: true; settings: EnvironmentSettings; locate: Locate }
  | { ok: false; problems: Problem[] };

/** A problem found later, with the setting at `path` (the section's name first), where that stands in the files. */
export type Locate = (path: Path, message: string) => Problem;

const estateSectionNames = Object.keys(estateSections);

const ALL_SECTIONS = [...estateSectionNames, ...Object.keys(environmentSections)];

/**
 * Loads and checks the settings of `environment` from the Pulumi project in `directory`: `Pulumi.yaml` for the estate,
 * `Pulumi.<environment>.yaml` for its own. Reports all mistakes at once, and throws none.
 *
 * @param configured Values by section name as the engine read and decrypted them, for what files cannot say. Without them
 *   secrets are not readable, and are taken as well formed.
 */
export function loadEnvironment(
  directory: SettingsDirectory,
  environment: string,
  configured?: Readonly<Record<string, unknown>>,
): LoadResult {
  const files = SettingsFiles.in(directory);
  if (configured) return load(files, environment, configured);
  return files.once(loaded, environment, (own) => load(own, environment, {}));
}

/** As the files say, without an engine. */
const loaded = new Remembered<LoadResult>();

function load(files: SettingsFiles, environment: string, configured: Readonly<Record<string, unknown>>): LoadResult {
  const environments = environmentsIn(files);
  const own = SourceFile.read(files, environmentFile(environment));
  const estate = SourceFile.read(files, ESTATE_FILE);
  if (!own || !environments.includes(environment)) return failed(noSuchEnvironment(environment, environments));
  if (!estate) return failed({ file: ESTATE_FILE, message: `no such file in ${files.directory}` });

  const syntax = [estate, own].flatMap((file) => file.syntaxProblems);
  const form = [estate, own].flatMap((file) => file.formProblems);
  if (syntax.length > 0) return failed(...syntax, ...form);

  const estateSettings = estateSectionsOf(estate);
  const ownSettings = stackSections(own);
  const holder = (path: Path): Sections => holderOf(estateSettings, ownSettings, path);
  const locate: Locate = (path, message) => holder(path).problemAt(path, message);

  const ofEstate = [...estateFileProblems(estate, files), ...estateSettings.problems];
  const ofOwn = [...stackFileProblems(own), ...ownSettings.problems];
  const ofOptions = [estate, own].flatMap(plainCredentials);
  const problems = [...ofEstate, ...ofOwn, ...ofOptions];
  // What an emptied file lacks is no mistake of its own.
  if (ofOwn.length === 0 && !hasSections(own)) problems.push(withoutSettings(own, environment, environments));
  if (!hasSections(estate) || !hasSections(own)) return failed(...form, ...besides(problems, form));
  const said = { ...estateSettings.values, ...ownSettings.values };
  const { problems: ofSecrets, told, values: read } = judgedSecrets(estateSettings, ownSettings, environment);
  problems.push(...ofSecrets);
  const credentials = [estate, own].flatMap((file) => credentialProblems(file, isInSection));
  const first = [...form, ...besides(credentials, ofSecrets)];
  told.push(...estateSettings.unread.filter((name) => !ownSettings.has(name)).map((name) => [name]));
  const sections = [...new Set([...Object.keys(read), ...Object.keys(configured)])];
  const checked = checkSettings(
    Object.fromEntries(sections.map((section) => [section, completed(read[section], configured[section])])),
    told.map(([section]) => String(section)),
  );
  const violations = "violations" in checked ? checked.violations : [];
  const ofValues: Problem[] = [];
  for (const { path, at, message } of violations) {
    if (at === "value" && told.some((secret) => secret.every((part, index) => part === path[index]))) continue;
    const isOfEstate =
      path.length === 1 && estateSectionNames.includes(String(path[0])) && said[String(path[0])] === undefined;
    if (isOfEstate) ofValues.push(estateSettings.problemAt(path, message));
    else ofValues.push(at === "key" ? holder(path).problemAtKey(path, message) : locate(path, message));
  }
  // Of what two readers take differently, it is told that they do.
  problems.push(...besides(ofValues, [...ofEstate, ...ofOwn]));
  // What is well formed is looked at, whatever is not.
  const { known } = checked;
  const meanings = [
    ...unknownReaders(known, environment, environments, locate),
    ...unknownConnections(known, environments).map(({ message, path }) => holder(path).problemAtKey(path, message)),
    ...takenCatalogs(known, environment, locate),
    ...closedStorage(known, environment, files, locate),
    ...clashesOf(files, environment, environments).map(({ message, path }) => locate(path, message)),
  ];
  problems.push(...besides(meanings, problems));
  if (problems.length + first.length > 0 || !("values" in checked)) {
    return failed(...first, ...besides(problems, first));
  }
  return { ok: true, settings: { name: environment, ...checked.values }, locate };
}

/** The keys that lead to a value in one of our sections. */
const isInSection = ([top, key]: readonly string[]): boolean =>
  top === "config" && sectionName(key ?? "") !== undefined;

/** What does not go together with what other environments' files say. */
function clashesOf(files: SettingsFiles, environment: string, environments: readonly string[]): Clash[] {
  const own = saidOfEnvironment(files, environment);
  if (!own) return [];
  const others = environments.filter((name) => name !== environment);
  return clashes(
    own,
    others.flatMap((name) => saidOfEnvironment(files, name) ?? []),
  );
}

const failed = (...problems: Problem[]): LoadResult => ({ ok: false, problems });

/** `no environment "porod"; did you mean "prod"?` */
export function noSuchEnvironment(environment: string, environments: readonly string[]): Problem {
  const what = `no environment "${environment}"${suggestion(environment, environments)}`;
  const known = environments.length === 0 ? "there are none yet" : `there are ${listedAll(environments)}`;
  return {
    file: environmentFile(environment),
    message: `${what} (${known}; a new one needs this file, and a name of 2 to 8 lower-case letters and digits)`,
  };
}

/** `pulumi stack init porod` makes such a file, with the stack's key in it and nothing else. */
function withoutSettings(own: SourceFile, environment: string, environments: readonly string[]): Problem {
  const others = environments.filter((name) => name !== environment);
  return own.problemAt(
    [],
    `no settings for an environment "${environment}"${suggestion(environment, others)} ` +
      '(a new one needs "config:" with "lakestage:environment" and "lakestage:network")',
  );
}

function unknownReaders(
  { unityCatalog }: KnownSettings,
  self: string,
  environments: readonly string[],
  locate: Locate,
): Problem[] {
  return (unityCatalog?.readOnlyIn ?? []).flatMap((reader, index) => {
    const path = ["unityCatalog", "readOnlyIn", index];
    if (reader === self) return locate(path, `"${self}" reads its own catalog anyway: remove it`);
    if (environments.includes(reader)) return [];
    return locate(path, `no environment "${reader}"${suggestion(reader, environments)}`);
  });
}

/** Catalogs that are there without anybody's making them: every metastore's own, and in some accounts the workspace's. */
function takenCatalogs({ azure, unityCatalog }: KnownSettings, environment: string, locate: Locate): Problem[] {
  if (!unityCatalog) return [];
  const catalog = "catalog" in unityCatalog ? unityCatalog.catalog : environment;
  if (catalog === undefined) return [];
  if (RESERVED_NAMES.includes(catalog)) {
    // One that is said is told already.
    const message = `"${catalog}" is a name of the service's own, and no catalog's: set another, unityCatalog.catalog`;
    return [locate(["unityCatalog"], message)];
  }
  if (catalog !== `${azure?.prefix}_${environment}`) return [];
  const message = "is what Azure calls the catalog that it makes with a workspace in some accounts: take another name";
  return [locate(["unityCatalog", "catalog"], `"catalog" ${message}`)];
}

/**
 * Storage that takes private endpoints only is reached from another environment over one in that environment's network, and
 * named there by the DNS zones that its own private endpoints come with. Readers reach the storage here; who writes snapshots
 * for them reaches theirs.
 */
function closedStorage(
  { network, unityCatalog }: KnownSettings,
  self: string,
  files: SettingsFiles,
  locate: Locate,
): Problem[] {
  if (network?.privateEndpoints === undefined || unityCatalog?.prodAccess === undefined) return [];
  return (unityCatalog.readOnlyIn ?? []).flatMap((reader, index) => {
    const file = SourceFile.read(files, environmentFile(reader));
    const given = file && stackSections(file).values.network;
    const theirs = { name: reader, open: isRecord(given) && given.privateEndpoints === false };
    const ours = { name: self, open: !network.privateEndpoints };
    const [storage, from] = unityCatalog.prodAccess === "snapshot" ? [theirs, ours] : [ours, theirs];
    if (storage.open || !from.open) return [];
    return locate(
      ["unityCatalog", "readOnlyIn", index],
      `the storage of "${storage.name}" takes private endpoints only, and "${from.name}" has none: set network.privateEndpoints to the same in both`,
    );
  });
}

/** Each environment knows all connections: one that is misspelt would leave its environment with the older issuer. */
function unknownConnections(
  { identity }: KnownSettings,
  environments: readonly string[],
): { path: Path; message: string }[] {
  const { entraSubjects = {}, serviceConnection } = identity?.azureDevOps ?? {};
  if (serviceConnection === undefined) return [];
  const known = environments.flatMap((name) => Object.values(serviceConnections(serviceConnection, name)));
  return Object.keys(entraSubjects)
    .filter((connection) => !known.includes(connection))
    .map((connection) => ({
      path: ["identity", "azureDevOps", "entraSubjects", connection],
      message: `no service connection "${connection}"${suggestion(connection, known)}`,
    }));
}

/** The engine's configuration (`lakestage:network` → JSON text) as values by section name. */
export function configuredSections(configuration: Readonly<Record<string, string>>): Record<string, unknown> {
  const sections: Record<string, unknown> = {};
  for (const [key, text] of Object.entries(configuration)) {
    const [namespace, name] = key.split(":");
    if (namespace === "lakestage" && name !== undefined && ALL_SECTIONS.includes(name)) sections[name] = parsed(text);
  }
  return sections;
}

/** Objects arrive as JSON; a section that is not one is left as it is, for the check to refuse. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) || Array.isArray(value) ? value : text;
  } catch {
    return text;
  }
}
