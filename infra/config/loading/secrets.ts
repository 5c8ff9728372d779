import { settingsSchema } from "../schema/settings";
import { subjectOf } from "../yaml/check-values";
import type { CiphertextFault } from "../yaml/ciphertext";
import { isStandIn } from "../yaml/credential-looks";
import type { Problem } from "../yaml/problem";
import { hasPlace, isSecret } from "../yaml/schema-shape";
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
 */
export function judgedSecrets(estate: Sections, own: Sections, environment: string): JudgedSecrets {
  // What stands in the estate's file is the same mistake for all environments.
  const ofEstate = judgedIn(estate, "‹environment›");
  const ofOwn = judgedIn(own, environment);
  const isReplaced = ([section]: Path): boolean => own.has(String(section));
  return {
    // A secret is one to whoever sees the file, also where an environment says something else.
    problems: [...ofEstate.problems, ...ofOwn.problems],
    told: [...ofEstate.told.filter((path) => !isReplaced(path)), ...ofOwn.told],
    values: { ...ofEstate.values, ...ofOwn.values },
  };
}

function judgedIn(sections: Sections, stack: string): JudgedSecrets {
  const told = plainSecrets(sections.values);
  const problems = told.map((path) => sections.problemAt(path, encryptIt(path, stack, FAULTS.plain)));
  let { values } = sections;
  for (const { fault, path } of sections.encrypted) {
    if (!hasPlace(settingsSchema, path)) {
      // The key is the mistake, and told as such.
    } else if (!isSecret(settingsSchema, sections.values, path)) {
      problems.push(sections.problemAt(path, readWithoutKey(path)));
      values = withoutValue(values, path);
    } else if (fault !== undefined) {
      problems.push(sections.problemAt([...path, "secure"], encryptIt(path, stack, FAULTS[fault])));
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

const encryptIt = (path: Path, stack: string, fault: string): string =>
  `"${path.at(-1)}" ${fault} with pulumi config set --secret --path 'lakestage:${path.join(".")}' -s ${stack}`;

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
