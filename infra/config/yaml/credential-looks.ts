/** Names that only credentials have; those of keys in tables and of token counts are none. */
const NAME =
  /(^|[^a-z])(passw(or)?d|passphrase|pwd|secret|client[-_. ]?secret|api[-_. ]?key|access[-_. ]?key|account[-_. ]?key|private[-_. ]?key|sas([-_. ]?token)?|(access|auth|bearer|api|oauth|refresh|pat)[-_. ]?token|token|credentials?)($|[^a-z])/;

/** What tells where a credential is, rather than what it is: `secret-scope`. */
const ABOUT = /[-_. ](scope|name|id|path|filepath|file|env|url|uri|host|column|type|limit|ttl|expiry)$/;

/** What models of language call pieces of text: `pad_token`. */
const OF_LANGUAGE = /(^|[^a-z])(bos|cls|decoder|end|eos|image|mask|pad|sep|special|start|stop|unk)[-_. ]token$/;

/** What credentials look like, whatever their name. */
const VALUE = new RegExp(
  [
    "\\bdapi[0-9a-f]{32}\\b", // Databricks' personal access token
    "\\bdose[0-9a-f]{32}\\b", // Databricks' secret of a service principal
    "\\b(Account|SharedAccess)Key=[A-Za-z0-9+/]{40,}", // connection string
    "[?&]sig=[A-Za-z0-9%+/_-]{20,}", // shared access signature
    "\\b[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}", // Entra's secret of an application
    "\\b[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}\\b", // Azure DevOps' personal access token
    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "\\bgh[pousr]_[A-Za-z0-9]{36,}\\b",
    "\\bgithub_pat_[A-Za-z0-9_]{22,}",
    "\\bglpat-[A-Za-z0-9_-]{20,}",
    "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b", // Amazon's key
    "\\bAIza[A-Za-z0-9_-]{35}", // Google's key
    "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}", // Slack's token
    "\\bhooks\\.slack\\.com/services/T\\w{6,}/B\\w{6,}/\\w{16,}",
    "\\bwebhook\\.office\\.com/webhookb2/[\\w-]{30,}",
    "\\bhf_[A-Za-z0-9]{30,}\\b", // Hugging Face's token
    "\\bsk-(ant-|proj-|svcacct-)?[A-Za-z0-9_-]{32,}", // keys of providers of models
    "\\b[sr]k_live_[A-Za-z0-9]{20,}",
    "\\bnpm_[A-Za-z0-9]{36}\\b",
    "\\bpypi-AgE[A-Za-z0-9_-]{50,}",
    "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.", // signed token
    "://[^/\\s:@]+:[^/\\s:@{]+@", // address with a password
  ].join("|"),
  "g",
);

/**
 * What drivers take in the address itself, after `?`, `&`, `;` or a bracket, or as Oracle's before the place. A reference is none.
 */
const IN_ADDRESS = new RegExp(
  [
    "[?&;(][\\w.-]{0,40}(passw(or)?d|passphrase|pwd|secret|(access|account|api|private)[-_.]?key|(access|auth|refresh|sas)[-_.]?token)=(?!\\$\\{|\\{\\{)[^\\s&;)\"']+",
    "\\bjdbc:oracle:\\w+:[^/\\s@]+/(?!\\$\\{|\\{\\{)[^@\\s]+@",
  ].join("|"),
  "gi",
);

/** `{{secrets/scope/key}}`: what is looked up only when it is needed. */
const REFERENCE = /^\s*\{\{\s*secrets\/[^/}]+\/[^/}]+\}\}\s*$/;

export const isSecretReference = (value: string): boolean => REFERENCE.test(value);

/** Where in a text something begins that looks like a credential. */
export const credentialsIn = (text: string): number[] =>
  [...text.matchAll(VALUE), ...text.matchAll(IN_ADDRESS)].map(({ index }) => index).sort((one, other) => one - other);

export const looksLikeCredential = (value: string): boolean => credentialsIn(value).length > 0;

/** Whether a value is a credential in the clear, going by the name that it has and by its looks. */
export function isPlainCredential(name: string, value: string): boolean {
  if (looksLikeCredential(value)) return true;
  const words = inWords(name);
  const namesOne = NAME.test(words) && !ABOUT.test(words) && !OF_LANGUAGE.test(words);
  return namesOne && value !== "" && !refersToOther(value);
}

/** `fs.azure.accountKey` → `fs.azure.account key` */
const inWords = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

/** An address below .invalid leads nowhere (RFC 2606): nobody can do anything with it. */
export const isStandIn = (secret: string): boolean =>
  URL.canParse(secret) && new URL(secret).hostname.endsWith(".invalid");

/** A reference to a secret or to a value of the run; a switch and a stand-in are no credentials either. */
const refersToOther = (value: string): boolean =>
  isStandIn(value) || /\{\{.*\}\}/.test(value) || /^(true|false|\d{1,6})$/i.test(value);
