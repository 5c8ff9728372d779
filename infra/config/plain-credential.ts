/** Names that only credentials have; those of keys in tables and of token counts are none. */
const NAME =
  /(^|[^a-z])(passw(or)?d|passphrase|pwd|secret|client[-_. ]?secret|api[-_. ]?key|access[-_. ]?key|account[-_. ]?key|private[-_. ]?key|sas([-_. ]?token)?|(access|auth|bearer|api|oauth|refresh|pat)[-_. ]?token|token|credentials?)($|[^a-z])/;

/** What tells where a credential is, rather than what it is: `secret-scope`. */
const ABOUT = /[-_. ](scope|name|id|path|filepath|file|env|url|uri|host|column|type|limit|ttl|expiry)$/;

/** What credentials look like, whatever their name. */
const VALUE = new RegExp(
  [
    "\\bdapi[0-9a-f]{32}\\b", // Databricks' personal access token
    "\\bdose[0-9a-f]{32}\\b", // Databricks' secret of a service principal
    "\\bAccountKey=[A-Za-z0-9+/]{40,}", // connection string
    "[?&]sig=[A-Za-z0-9%+/]{20,}", // shared access signature
    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "\\bgh[pousr]_[A-Za-z0-9]{36,}\\b",
    "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.", // signed token
    "://[^/\\s:@]+:[^/\\s:@{]+@", // address with a password
  ].join("|"),
);

/** `{{secrets/scope/key}}`: what is looked up only when it is needed. */
const REFERENCE = /^\s*\{\{\s*secrets\/[^/}]+\/[^/}]+\}\}\s*$/;

export const isSecretReference = (value: string): boolean => REFERENCE.test(value);

/** Whether a value is a credential in the clear, going by the name that it has and by its looks. */
export function isPlainCredential(name: string, value: string): boolean {
  if (VALUE.test(value)) return true;
  const words = inWords(name);
  return NAME.test(words) && !ABOUT.test(words) && value !== "" && !refersToOther(value);
}

/** `fs.azure.accountKey` → `fs.azure.account key` */
const inWords = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

/** A reference to a secret or to a value of the run; a switch is no credential either. */
const refersToOther = (value: string): boolean => /\{\{.*\}\}/.test(value) || /^(true|false|\d{1,6})$/i.test(value);
