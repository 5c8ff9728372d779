import { isStandIn } from "../schema/formats";
import { settingsSchema } from "../schema/settings";
import { subjectOf } from "../yaml/check-values";
import type { CiphertextFault } from "../yaml/ciphertext";
import type { Problem } from "../yaml/problem";
import { hasPlace, isSecret, valueAt } from "../yaml/schema-shape";
import type { Path } from "../yaml/source-file";
import { isRecord, type Sections } from "../yaml/stack-file";
import { ENCRYPTED } from "../yaml/written";

/**
 * Secrets that stand in plain text. Whoever sees the file, or the state that a deployment leaves, has them.
 * @param values Of all sections, by name.
 */
function plainSecrets(values: Record<string, unknown>): Path[] {
  const found = (value: unknown, path: Path): Path[] => {
    if (isRecord(value)) return Object.entries(value).flatMap(([key, member]) => found(member, [...path, key]));
    const isPlain = value !== null && value !== ENCRYPTED && !(typeof value === "string" && isStandIn(value));
    return isPlain && isSecret(settingsSchema, values, path) ? [path] : [];
  };
  return found(values, []);
}

/** What is said of the secrets among the settings. */
interface JudgedSecrets {
  problems: Problem[];
  /** Where they are: what else is said of these follows from them. */
  told: Path[];
  /** All values, without what is encrypted and must not be. */
  values: Record<string, unknown>;
}

/**
 * Looks at what is encrypted, or should be: secrets in plain text, what stands under `secure:` and is no ciphertext, and what is
 * encrypted that must be read without the key.
 * @param said Of all sections, by name.
 */
export function judgedSecrets(
  said: Record<string, unknown>,
  files: readonly Sections[],
  environment: string,
  locate: (path: Path, message: string) => Problem,
): JudgedSecrets {
  const plain = plainSecrets(said);
  const problems = plain.map((path) => locate(path, encryptIt(path, environment, FAULTS.plain)));
  const told = [...plain];
  let values = said;
  for (const { fault, path } of files.flatMap(({ encrypted }) => encrypted)) {
    // An environment's section stands for the estate's; of what has no place the key is the mistake.
    if (valueAt(said, path) !== ENCRYPTED || !hasPlace(settingsSchema, path)) continue;
    if (!isSecret(settingsSchema, said, path)) {
      problems.push(locate(path, readWithoutKey(path)));
      values = withoutValue(values, path);
    } else if (fault !== undefined) {
      problems.push(locate([...path, "secure"], encryptIt(path, environment, FAULTS[fault])));
    } else continue;
    told.push(path);
  }
  return { problems, told, values };
}

const FAULTS = {
  plain: "is a secret in plain text: make a new one, and write it encrypted",
  empty: "is empty where a ciphertext must stand: write it",
  damaged: "is no whole ciphertext: write it anew",
} as const satisfies Record<CiphertextFault, string>;

const encryptIt = (path: Path, environment: string, fault: string): string =>
  `"${path.at(-1)}" ${fault} with pulumi config set --secret --path 'lakestage:${path.join(".")}' -s ${environment}`;

function readWithoutKey(path: Path): string {
  const what = path.length === 1 ? "a section" : subjectOf(path);
  return `${what} is read where no key is, and cannot be encrypted: write it in plain text, without "secure:"`;
}

/** A copy in which nothing is at `path`; in a list, what stands for nothing. */
function withoutValue(values: Record<string, unknown>, path: Path): Record<string, unknown> {
  const without = (value: unknown, [part, ...rest]: Path): unknown => {
    if (part === undefined) return undefined;
    if (Array.isArray(value)) return value.map((item, index) => (index === part ? without(item, rest) : item));
    if (!isRecord(value)) return value;
    const { [part]: there, ...others } = value;
    return rest.length === 0 ? others : { ...others, [part]: without(there, rest) };
  };
  const changed = without(values, path);
  return isRecord(changed) ? changed : values;
}

/**
 * What files say, with what they cannot: secrets, which the engine decrypts, and what it knows from elsewhere. All else is
 * as the files say, since the engine spells it anew.
 */
export function completed(said: unknown, read: unknown): unknown {
  if (said === undefined || said === ENCRYPTED) return read ?? said;
  if (Array.isArray(said))
    return said.map((item, index) => completed(item, Array.isArray(read) ? read[index] : undefined));
  if (!isRecord(said) || !isRecord(read)) return said;
  return {
    ...read,
    ...Object.fromEntries(Object.entries(said).map(([key, part]) => [key, completed(part, read[key])])),
  };
}
