import { type Call, invalidParameter, notFound } from "../../control-plane";
import { secretKey, secrets } from "../workspace/secret";
import { scopeFor } from "../workspace/secret-scopes";

const REFERENCE = /^\{\{secrets\/([\w.@-]{1,128})\/([\w.@-]{1,128})\}\}$/;

/** Whether the text stands for a secret: `{{secrets/scope/key}}`. */
export const isSecretReference = (text: string): boolean => REFERENCE.test(text);

/**
 * Refuses a value that refers to a secret which is not there, or which the caller may not read: whoever deploys is who
 * reads it. Any other text is a value of its own.
 */
export function requireReadable(call: Call, where: string, value: string): void {
  if (!value.includes("{{")) return;
  const [, scope, key] = REFERENCE.exec(value) ?? [];
  if (scope === undefined || key === undefined) {
    throw invalidParameter(`${where} must refer to a secret as {{secrets/scope/key}}.`);
  }
  const { backend_type } = scopeFor(call, scope, "READ");
  // What is in a key vault is known to the vault alone.
  if (backend_type !== "DATABRICKS") return;
  if (!secrets.has(call, secretKey(scope, key))) {
    throw notFound(`${where} refers to secret ${key} of scope ${scope}, which does not exist.`);
  }
}
