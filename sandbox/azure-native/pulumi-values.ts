import { isJsonObject, type Json, type JsonObject } from "../catalogue/json";

/** How Pulumi's protocol writes a value that is not known before the deployment runs. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Marks an object of Pulumi's protocol as more than the JSON object that it looks like. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Where a secret is: the members and indices that lead to it. The empty path is the whole value. */
export type Path = readonly (string | number)[];

/** A value with its secrets laid open, and where they were. */
export interface Opened<Value extends Json> {
  plain: Value;
  secrets: Path[];
}

/** Takes the secrets' wrappings off, so that the value can be checked, compared and sent; `closeSecrets` puts them back. */
export function openSecrets(wrapped: JsonObject): Opened<JsonObject> {
  const secrets: Path[] = [];
  const plain: JsonObject = {};
  for (const [name, value] of Object.entries(wrapped)) {
    if (value !== undefined) plain[name] = opened(value, [name], secrets);
  }
  return { plain, secrets };
}

function opened(value: Json, path: Path, secrets: Path[]): Json {
  if (Array.isArray(value)) return value.map((item, index) => opened(item, [...path, index], secrets));
  if (!isJsonObject(value)) return value;
  if (value[SIGNATURE] === SECRET_SIGNATURE) {
    secrets.push(path);
    return opened(value.value ?? null, path, secrets);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, opened(member ?? null, [...path, name], secrets)]),
  );
}

/** Wraps what is at these paths as secret. Where a list has become shorter, the whole of it is. */
export function closeSecrets(plain: JsonObject, secrets: readonly Path[]): JsonObject {
  let closed: Json = plain;
  // Outer paths first: a value under one that is already secret needs no wrapping of its own.
  for (const path of [...secrets].sort((a, b) => a.length - b.length)) closed = closeAt(closed, path);
  return closed as JsonObject;
}

function closeAt(value: Json, path: Path): Json {
  const [step, ...rest] = path;
  if (isJsonObject(value) && value[SIGNATURE] === SECRET_SIGNATURE) return value;
  if (step === undefined) return { [SIGNATURE]: SECRET_SIGNATURE, value };
  if (Array.isArray(value) && typeof step === "number") {
    const item = value[step];
    return item === undefined ? closeAt(value, []) : value.with(step, closeAt(item, rest));
  }
  if (isJsonObject(value)) {
    const member = value[step];
    return member === undefined ? value : { ...value, [step]: closeAt(member, rest) };
  }
  return closeAt(value, []);
}

/** Whether something in `value` is known only during the deployment. */
export function hasUnknown(value: Json | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isJsonObject(value) && Object.values(value).some(hasUnknown);
}
