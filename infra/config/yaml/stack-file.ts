import { listed, suggestion } from "../../../wording/nearest";
import type { Problem } from "./problem";
import type { Path, SourceFile } from "./source-file";
import { ENCRYPTED, Written } from "./written";

/** Settings as they stand in one file: which section says what, and where each part of it is. */
export interface Sections {
  /** Values by section name; encrypted ones are `ENCRYPTED`. */
  values: Record<string, unknown>;
  problems: Problem[];
  /** A problem with the value at `path`, of which the first part is the section's name. */
  problemAt(path: Path, message: string): Problem;
  /** A problem with the key that ends `path`. */
  problemAtKey(path: Path, message: string): Problem;
  has(section: string): boolean;
}

const NAMESPACE = "lakestage";

/** Namespaces that belong to the engine and to the providers; their keys are not ours to check. */
const OTHER_NAMESPACES = ["pulumi", "azure-native", "databricks"];

/** What Pulumi keeps in a stack's file beside `config`. */
const STACK_FILE_KEYS = ["config", "environment", "secretsprovider", "encryptionsalt", "encryptedkey"];

/** Reads the sections of `Pulumi.<environment>.yaml`. */
export function stackSections(file: SourceFile): Sections {
  const content = file.content();
  const problems: Problem[] = [];
  if (content !== undefined && !isRecord(content)) {
    problems.push(file.problemAt([], "must hold keys such as config:, not a single value"));
  }
  for (const key of Object.keys(isRecord(content) ? content : {})) {
    if (STACK_FILE_KEYS.includes(key)) continue;
    problems.push(file.problemAtKey([key], unknownKey(key, STACK_FILE_KEYS)));
  }
  return sections(file, isRecord(content) ? content.config : undefined, problems, (key) => ["config", key]);
}

/** Reads the sections that `Pulumi.yaml` sets for all stacks: each under `value`, or under `default`. */
export function estateSectionsOf(file: SourceFile): Sections {
  const content = file.content();
  const config = isRecord(content) ? content.config : undefined;
  const problems: Problem[] = [];
  const holders = new Map<string, string>();
  const values: Record<string, unknown> = {};
  for (const [key, declaration] of Object.entries(isRecord(config) ? config : {})) {
    const holder = isRecord(declaration) ? ["value", "default"].find((name) => name in declaration) : undefined;
    if (isRecord(declaration) && holder !== undefined) {
      holders.set(key, holder);
      values[key] = declaration[holder];
    } else if (sectionName(key) !== undefined) {
      problems.push(file.problemAtKey(["config", key], `"${key}" must hold its settings under "value:"`));
      values[key] = {};
    }
  }
  return sections(file, values, problems, (key) => ["config", key, holders.get(key) ?? "value"]);
}

function sections(file: SourceFile, config: unknown, problems: Problem[], located: (key: string) => Path): Sections {
  const values: Record<string, unknown> = {};
  const keys = new Map<string, string>();
  problems.push(...file.otherReadings(["config"]));
  if (config !== undefined && config !== null && !isRecord(config)) {
    problems.push(file.problemAt(["config"], '"config" must hold keys such as lakestage:network'));
  }
  for (const [key, value] of Object.entries(isRecord(config) ? config : {})) {
    const section = sectionName(key);
    if (section === undefined) {
      const namespace = key.slice(0, key.indexOf(":"));
      if (OTHER_NAMESPACES.includes(namespace)) continue;
      const namespaces = [NAMESPACE, ...OTHER_NAMESPACES];
      problems.push(
        file.problemAtKey(
          ["config", key],
          `unknown namespace "${namespace}"${suggestion(namespace, namespaces) || `: it must be ${listed(namespaces)}`}`,
        ),
      );
    } else {
      keys.set(section, key);
      values[section] = withoutSecrets(value);
    }
  }
  const pathOf = ([section, ...rest]: Path): Path => [
    ...located(keys.get(String(section)) ?? `${NAMESPACE}:${section}`),
    ...rest,
  ];
  return {
    values,
    problems,
    problemAt: (path, message) => file.problemAt(pathOf(path), message),
    problemAtKey: (path, message) =>
      path.length === 1
        ? file.problemAtKey(["config", keys.get(String(path[0])) ?? ""], message)
        : file.problemAtKey(pathOf(path), message),
    has: (section) => keys.has(section),
  };
}

/** `unknown key "natwork"; did you mean "network"?` */
export const unknownKey = (key: string, known: readonly string[]): string =>
  `unknown key "${key}"${suggestion(key, known) || (known.length > 0 ? `: it must be ${listed(known)}` : ": nothing is expected here")}`;

/** `lakestage:network` and plain `network` both name the section `network`. */
function sectionName(key: string): string | undefined {
  const [namespace, ...rest] = key.split(":");
  if (rest.length === 0) return namespace;
  return namespace === NAMESPACE ? rest.join(":") : undefined;
}

/** Pulumi keeps an encrypted value as `secure: <ciphertext>`. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "secure") return ENCRYPTED;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutSecrets(part)]));
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Written);
