import { ESTATE_FILE } from "../files/environments";
import { STACK_KEYS } from "../schema/pulumi-files";
import { ciphertextFault } from "../yaml/ciphertext";
import { isPlainCredential } from "../yaml/credential-looks";
import type { Problem } from "../yaml/problem";
import type { Path, SourceFile } from "../yaml/source-file";
import { isRecord, isSecure, sectionName } from "../yaml/stack-file";
import { Written } from "../yaml/written";

/** Options that providers keep secret, and whose names do not say so. */
const SECRET_OPTIONS = ["databricks:metadataServiceUrl"];

/**
 * Credentials in plain text outside of our sections: in the options of providers, in an environment of Pulumi's, or
 * elsewhere in a file. Of our sections the schema knows which settings are secrets.
 */
export function plainCredentials(file: SourceFile): Problem[] {
  const content = file.content();
  if (!isRecord(content)) return [];
  const { config, ...others } = content;
  const options = Object.entries(isRecord(config) ? config : {}).filter(([key]) => sectionName(key) === undefined);
  return [
    // Of one option, however much it holds, one mistake is told.
    ...options.flatMap(([key, value]) =>
      credentialsIn(value, ["config", key], file, isDeclaredSecret(value)).slice(0, 1),
    ),
    ...Object.entries(others)
      .filter(([key]) => !STACK_KEYS.includes(key))
      .flatMap(([key, value]) => credentialsIn(value, [key], file, false)),
  ];
}

/** `secret: true`, as `Pulumi.yaml` may say of a key. */
const isDeclaredSecret = (declaration: unknown): boolean => isRecord(declaration) && declaration.secret === true;

function credentialsIn(value: unknown, path: Path, file: SourceFile, isSecret: boolean): Problem[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => credentialsIn(item, [...path, index], file, isSecret));
  if (isRecord(value)) {
    if (isSecure(value)) {
      const fault = ciphertextFault(value.secure);
      return fault === undefined ? [] : [file.problemAt([...path, "secure"], encryptIt(file, path, FAULTS[fault]))];
    }
    return Object.entries(value).flatMap(([key, part]) => {
      // Of a declaration only the value can be one.
      const isValue = !isSecret || ["value", "default"].includes(key) || path.length > 2;
      return key === "ciphertext" ? [] : credentialsIn(part, [...path, key], file, isSecret && isValue);
    });
  }
  const text = value instanceof Written ? value.text : value;
  if (typeof text === "boolean" || text === null || text === undefined || text === "") return [];
  const isCredential = isSecret || path.some((name) => isCredentialOf(String(name), String(text)));
  return isCredential ? [file.problemAt(path, encryptIt(file, path, FAULTS.plain))] : [];
}

const isCredentialOf = (name: string, text: string): boolean =>
  !/\$\{.+\}/.test(text) && (SECRET_OPTIONS.includes(name) || isPlainCredential(optionOf(name), text));

/** `azure-native:clientSecret` → `clientSecret` */
const optionOf = (key: string): string => key.split(":").at(-1) ?? key;

const FAULTS = {
  plain: "is a credential in plain text: make a new one",
  empty: "is empty where a ciphertext must stand: take it out",
  damaged: "is no whole ciphertext: make it anew",
} as const;

/** Whoever sees a credential in a file has it, and nothing of ours needs one. */
function encryptIt(file: SourceFile, path: Path, fault: string): string {
  const [top, key] = path;
  const name = top === "config" ? String(key) : path.filter((part) => typeof part === "string").join(".");
  const stack = /^Pulumi\.(.+)\.yaml$/.exec(file.name)?.[1] ?? "‹environment›";
  const kept =
    top === "config" ? `What must be kept goes ${file.name === ESTATE_FILE ? "into a stack's file" : "here"} ` : "";
  const command = top === "config" ? `with pulumi config set --secret ${name} -s ${stack}` : "";
  return (
    `"${name}" ${fault}. Federated identity signs in without one, or az login does (docs/deploy-to-azure.md)` +
    (command === "" ? ": take it out" : `. ${kept}${command}`)
  );
}
