import { specialSecretSig, specialSigKey, unknownValue } from "@pulumi/pulumi/runtime/rpc";

/** Stands for a value that is more than plain data: an output, a resource, a file, a secret, something unknown. */
export const NOT_PLAIN = Symbol("not plain");

/**
 * A copy of plain data as the SDK sends it to the engine: keys in order, without what is undefined. The SDK looks at each
 * part asynchronously, since any may be a promise; hardly any is.
 */
export function plainValue(value: unknown): unknown {
  if (typeof value === "function") return undefined;
  if (typeof value !== "object" || value === null) return value === unknownValue ? NOT_PLAIN : value;
  if (!isCollection(value)) return NOT_PLAIN;
  return Array.isArray(value) ? plainList(value) : plainObject(value);
}

function plainList(items: readonly unknown[]): unknown {
  const copy: unknown[] = [];
  for (const item of items) {
    const plain = plainValue(item);
    if (plain === NOT_PLAIN) return NOT_PLAIN;
    copy.push(plain === undefined ? null : plain);
  }
  return copy;
}

function plainObject(values: object): unknown {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of entriesInOrder(values)) {
    const plain = plainValue(value);
    if (plain === NOT_PLAIN) return NOT_PLAIN;
    if (plain !== undefined) copy[key] = plain;
  }
  return copy;
}

/**
 * The same of what is not plain.
 * @param send sends what is neither a list nor keys and values. It is asked in the order in which things stand.
 */
export async function wireValue(value: unknown, send: (value: unknown) => Promise<unknown>): Promise<unknown> {
  if (!isCollection(value)) return orderedValue(await send(value));
  const parts = new Map<string, unknown>();
  const waiting: Promise<void>[] = [];
  for (const [key, part] of entriesOf(value)) {
    const plain = plainValue(part);
    parts.set(key, plain);
    if (plain === NOT_PLAIN) waiting.push(wireValue(part, send).then((sent) => void parts.set(key, sent)));
  }
  await Promise.all(waiting);
  if (Array.isArray(value)) return [...parts.values()].map((part) => (part === undefined ? null : part));
  return inOrder(Object.fromEntries([...parts].filter(([, part]) => part !== undefined)));
}

/** A list, or keys and values, and nothing that stands for more. */
function isCollection(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !(specialSigKey in value);
}

/** What the SDK serialised, with keys in order as they come out of the engine's messages. */
function orderedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(orderedValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(entriesInOrder(value).map(([key, part]) => [key, orderedValue(part)]));
}

/** The same values by key, in the order of keys. */
export const inOrder = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(entriesInOrder(values));

const entriesOf = (values: object): [string, unknown][] => Object.entries(values);

const entriesInOrder = (values: object): [string, unknown][] =>
  entriesOf(values).sort(([one], [other]) => (one < other ? -1 : 1));

/** A value as it goes over the wire where it is marked as a secret. */
export const isSecret = (value: unknown): value is { value: unknown } =>
  typeof value === "object" && value !== null && specialSigKey in value && value[specialSigKey] === specialSecretSig;

/** The SDK takes the marks off properties, not off what lies in them. */
export function withoutSecretMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecretMarks);
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return withoutSecretMarks(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutSecretMarks(part)]));
}

/** Where in a value secrets are, as `config.slack.url`. */
export function secretPaths(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (isSecret(value)) return [path];
  return Object.entries(value).flatMap(([key, part]) => secretPaths(part, path === "" ? key : `${path}.${key}`));
}
