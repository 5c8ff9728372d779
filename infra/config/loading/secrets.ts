import { settingsSchema } from "../schema/settings";
import { isStandIn } from "../yaml/credential-looks";
import { isSecret } from "../yaml/schema-shape";
import type { Path } from "../yaml/source-file";
import { isRecord } from "../yaml/stack-file";
import { ENCRYPTED } from "../yaml/written";

/**
 * Secrets that stand in plain text. Whoever sees the file, or the state that a deployment leaves, has them.
 * @param values Of all sections, by name.
 */
export function plainSecrets(values: Record<string, unknown>): Path[] {
  const found = (value: unknown, path: Path): Path[] => {
    if (isRecord(value)) return Object.entries(value).flatMap(([key, member]) => found(member, [...path, key]));
    const isPlain = value !== null && value !== ENCRYPTED && !(typeof value === "string" && isStandIn(value));
    return isPlain && isSecret(settingsSchema, values, path) ? [path] : [];
  };
  return found(values, []);
}

/** What to do with a secret in plain text. */
export const encryptIt = (path: Path, environment: string): string =>
  `"${path.at(-1)}" is a secret in plain text: make a new one, and write it encrypted with ` +
  `pulumi config set --secret --path 'lakestage:${path.join(".")}' -s ${environment}`;

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
