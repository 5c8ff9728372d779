import { listed, suggestion } from "../../../wording/nearest";
import { type CiphertextFault, ciphertextFault } from "./ciphertext";
import type { Problem } from "./problem";
import type { Path, SourceFile } from "./source-file";
import { ENCRYPTED, Written } from "./written";

/** Settings as they stand in one file: which section says what, and where each part of it is. */
export interface Sections {
  /** Values by section name; encrypted ones are `ENCRYPTED`. */
  values: Record<string, unknown>;
  /** Everything that stands under `secure:`, by its path. */
  encrypted: readonly { path: Path; fault: CiphertextFault | undefined }[];
  problems: Problem[];
  /** Names of sections whose settings are not where they must be, which is told. */
  unread: readonly string[];
  /** A problem with the value at `path`, of which the first part is the section's name. */
  problemAt(path: Path, message: string): Problem;
  /** A problem with the key that ends `path`. */
  problemAtKey(path: Path, message: string): Problem;
  has(section: string): boolean;
}

const NAMESPACE = "lakestage";

/** Namespaces that belong to the engine and to the providers; what their keys are called is not ours to check. */
const OTHER_NAMESPACES = ["pulumi", "azure-native", "databricks"];

/** Reads the sections of `Pulumi.<environment>.yaml`. */
export function stackSections(file: SourceFile): Sections {
  const content = file.content();
  return sections(file, isRecord(content) ? content.config : undefined, [], (key) => ["config", key]);
}

/** What Pulumi reads of a key in `Pulumi.yaml`; of our sections, and of others' keys. */
const OWN_DECLARATION = ["value", "default", "type", "description"];
const OTHERS_DECLARATION = ["value", "description", "secret"];

/** Reads the sections that `Pulumi.yaml` sets for all stacks: each under `value`, or under `default`. */
export function estateSectionsOf(file: SourceFile): Sections {
  const content = file.content();
  const config = isRecord(content) ? content.config : undefined;
  const problems: Problem[] = [];
  const holders = new Map<string, string>();
  // Not keys of an object: one may be called __proto__.
  const values = new Map<string, unknown>();
  for (const [key, declaration] of Object.entries(isRecord(config) ? config : {})) {
    const isOwn = sectionName(key) !== undefined;
    const holder = isRecord(declaration) ? ["value", "default"].find((name) => name in declaration) : undefined;
    if (isRecord(declaration) && holder !== undefined) {
      holders.set(key, holder);
      values.set(key, declaration[holder]);
      problems.push(...declarationProblems(file, key, declaration, isOwn));
    } else {
      const isShort = !isOwn && declaration !== null && !isRecord(declaration);
      const what = isOwn ? "its settings" : "its value";
      if (!isShort && isKnown(key))
        problems.push(file.problemAtKey(["config", key], `"${key}" must hold ${what} under "value:"`));
      values.set(key, isOwn ? {} : declaration);
    }
  }
  const given = isRecord(config) ? Object.fromEntries(values) : config;
  const read = sections(file, given, problems, (key) => [
    "config",
    key,
    ...(holders.has(key) || sectionName(key) !== undefined ? [holders.get(key) ?? "value"] : []),
  ]);
  const unread = Object.keys(read.values).filter(
    (name) => ![...holders.keys()].some((key) => sectionName(key) === name),
  );
  return { ...read, unread };
}

/** What Pulumi would refuse in a key's declaration, or pass over. */
function declarationProblems(
  file: SourceFile,
  key: string,
  declaration: Record<string, unknown>,
  isOwn: boolean,
): Problem[] {
  const at = (part: string, message: string): Problem => file.problemAtKey(["config", key, part], message);
  return Object.keys(declaration).flatMap((part): Problem[] => {
    if (part === "value") return [];
    if (part === "default") {
      if (!isOwn) return [at(part, `"${key}" is no section of ours, which alone have defaults: write "value:"`)];
      return "value" in declaration ? [at(part, '"value" and "default" say the same: keep one of the two')] : [];
    }
    if (isOwn && part === "secret") {
      return [at(part, "a section is no secret as a whole: take it out, and encrypt what is one in the stack's file")];
    }
    if (isOwn && part === "type") {
      return declaration.type === "object" ? [] : [at(part, '"type" must be "object": sections are keys and values')];
    }
    const known = isOwn ? OWN_DECLARATION : OTHERS_DECLARATION;
    return known.includes(part) ? [] : [at(part, unknownKey(part, known))];
  });
}

function sections(file: SourceFile, config: unknown, problems: Problem[], located: (key: string) => Path): Sections {
  const values = new Map<string, unknown>();
  const encrypted: { path: Path; fault: CiphertextFault | undefined }[] = [];
  const keys = new Map<string, string>();
  problems.push(...file.otherReadings(["config"]));
  if (config !== undefined && config !== null && !isRecord(config)) {
    problems.push(file.problemAt(["config"], '"config" must hold keys such as lakestage:network'));
  }
  for (const [key, value] of Object.entries(isRecord(config) ? config : {})) {
    const section = sectionName(key);
    if (section === undefined) {
      if (!isKnown(key)) problems.push(file.problemAtKey(["config", key], unknownNamespace(key)));
      continue;
    }
    const before = keys.get(section);
    if (before !== undefined) {
      const message = `this section is there already, as "${before}": keep one of the two`;
      problems.push(file.problemAtKey(["config", key], message));
      continue;
    }
    keys.set(section, key);
    values.set(
      section,
      withoutSecrets(value, [section], (path, fault) => encrypted.push({ path, fault })),
    );
  }
  const pathOf = ([section, ...rest]: Path): Path => [
    ...located(keys.get(String(section)) ?? `${NAMESPACE}:${section}`),
    ...rest,
  ];
  return {
    values: Object.fromEntries(values),
    encrypted,
    problems,
    unread: [],
    problemAt: (path, message) => file.problemAt(pathOf(path), message),
    problemAtKey: (path, message) =>
      path.length === 1
        ? file.problemAtKey(["config", keys.get(String(path[0])) ?? ""], message)
        : file.problemAtKey(pathOf(path), message),
    has: (section) => keys.has(section),
  };
}

/** Whether a key is a section of ours, or in one of the others' namespaces. */
const isKnown = (key: string): boolean => sectionName(key) !== undefined || OTHER_NAMESPACES.includes(namespaceOf(key));

function unknownNamespace(key: string): string {
  const namespace = namespaceOf(key);
  const namespaces = [NAMESPACE, ...OTHER_NAMESPACES];
  const known = suggestion(namespace, namespaces) || `: it must be ${listed(namespaces)}`;
  return `unknown namespace "${namespace}"${known}`;
}

const namespaceOf = (key: string): string => key.slice(0, key.indexOf(":"));

/** `unknown key "natwork"; did you mean "network"?` */
export const unknownKey = (key: string, known: readonly string[]): string =>
  `unknown key "${key}"${suggestion(key, known) || (known.length > 0 ? `: it must be ${listed(known)}` : ": nothing is expected here")}`;

/** `lakestage:network` and plain `network` both name the section `network`. */
export function sectionName(key: string): string | undefined {
  const [namespace, ...rest] = key.split(":");
  if (rest.length === 0) return namespace;
  return namespace === NAMESPACE ? rest.join(":") : undefined;
}

/** Pulumi keeps an encrypted value as `secure: <ciphertext>`. */
function withoutSecrets(
  value: unknown,
  path: Path,
  note: (path: Path, fault: CiphertextFault | undefined) => void,
): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withoutSecrets(item, [...path, index], note));
  if (!isRecord(value)) return value;
  if (isSecure(value)) {
    note(path, ciphertextFault(value.secure));
    return ENCRYPTED;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withoutSecrets(part, [...path, key], note)]),
  );
}

/** Whether this is how Pulumi keeps an encrypted value, or how people write one by hand. */
export function isSecure(value: Record<string, unknown>): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "secure" && !isRecord(value.secure) && !Array.isArray(value.secure);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Written);
