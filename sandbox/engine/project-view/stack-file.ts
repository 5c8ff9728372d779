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
  return text
    .split("\n")
    .map((line) => (/^(secretsprovider|encryptionsalt|encryptedkey):/.test(line) ? "" : line))
    .map((line) => line.replace(/^(\s+(?:- )?)secure:\s+\S.*$/, `$1${SECRET_PLACEHOLDER}`))
    .join("\n");
}
