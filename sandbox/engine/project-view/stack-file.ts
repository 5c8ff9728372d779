import { isScalar, parseDocument, visit } from "yaml";

/**
 * What stands in the sandbox for a secret value of a stack's file: the key that encrypted it is the cloud's. It passes for a
 * web address as well as for any other text, and leads nowhere.
 */
export const SECRET_PLACEHOLDER = "https://secret.invalid/";

/**
 * A `Pulumi.<stack>.yaml` for the sandbox: without the cloud's secrets provider and without the values that it encrypted.
 * Every other line is the same and in its place, so that positions in messages fit the checkout's file.
 */
export function sandboxStackFile(text: string): string {
  return withoutSecrets(text)
    .split("\n")
    .map((line) => (/^(secretsprovider|encryptionsalt|encryptedkey):/.test(line) ? "" : line))
    .join("\n");
}

/** Pulumi writes a secret as `secure: <ciphertext>`, on a line of its own; people write `{ secure: <ciphertext> }` too. */
function withoutSecrets(text: string): string {
  const secrets: [from: number, to: number][] = [];
  visit(parseDocument(text), {
    Map: (_, { items, range }) => {
      const [only, ...others] = items;
      if (!range || !only || others.length > 0 || !isScalar(only.key) || only.key.value !== "secure") return;
      if (isScalar(only.value)) secrets.push([range[0], range[1]]);
    },
  });
  return secrets.reduceRight((rest, [from, to]) => {
    const lines = rest.slice(from, to).split("\n").length - 1;
    return `${rest.slice(0, from)}${SECRET_PLACEHOLDER}${"\n".repeat(lines)}${rest.slice(to)}`;
  }, text);
}
