/** What is wrong with what stands under `secure:`. */
export type CiphertextFault = "empty" | "plain" | "damaged";

/**
 * What keeps a value under `secure:` from being one that Pulumi encrypted; undefined for what looks like one. With a
 * passphrase or a cloud's key Pulumi writes `v1:<nonce>:<ciphertext>`, its own service base64 that begins with a version.
 */
export function ciphertextFault(value: unknown): CiphertextFault | undefined {
  if (value === null || value === undefined || value === "") return "empty";
  if (typeof value !== "string") return "plain";
  if (/^v\d+:/.test(value)) return PARTS.test(value) ? undefined : "damaged";
  return isBase64(value) && (value.startsWith(SERVICE) || isLong(value)) ? undefined : "plain";
}

const BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)";

const PARTS = new RegExp(`^v1:${BASE64}:${BASE64}$`);

const isBase64 = (text: string): boolean => new RegExp(`^${BASE64}$`).test(text);

/** The service's version, in base64. */
const SERVICE = "AAAB";

/** What a cloud's key service answers. Keys and tokens, which are base64 too, are shorter. */
const isLong = (text: string): boolean => text.length >= 128 && /[a-z]/.test(text) && /[A-Z]/.test(text);
