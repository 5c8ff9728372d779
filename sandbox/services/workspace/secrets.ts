import { ApiError, type Behaviour, type Call, invalidParameter, notFound, type Service } from "../../control-plane";
import { type Secret, secretKey, secrets } from "./secret";
import { requireSecretName, type SecretScope, scopeFor } from "./secret-scopes";

const MAXIMUM_SECRETS = 1000;
const MAXIMUM_BYTES = 128 * 1024;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

interface SecretAddress {
  scope: string;
  key: string;
}

function existing(call: Call, { scope, key }: SecretAddress): Secret {
  const secret = secrets.get(call, secretKey(scope, key));
  if (!secret) throw notFound(`Failed to get secret ${key} for scope ${scope}: it does not exist.`);
  return secret;
}

const heldIn = (call: Call, scope: string): Secret[] => secrets.all(call, [scope.toLowerCase()]);

/** Writes a new secret, or another value for one that there is. */
const put: Behaviour<SecretAddress & { string_value?: string; bytes_value?: string }> = (request, call) => {
  const scope = scopeFor(call, request.scope, "WRITE");
  requireOwnStorage(scope);
  requireSecretName("Secret key", request.key);
  const key = secretKey(request.scope, request.key);
  if (!secrets.has(call, key) && heldIn(call, request.scope).length >= MAXIMUM_SECRETS) {
    throw new ApiError(
      400,
      "RESOURCE_LIMIT_EXCEEDED",
      `Scope ${request.scope} has its maximum of ${MAXIMUM_SECRETS} secrets.`,
    );
  }
  secrets.put(call, key, { key: request.key, value: encodedValue(request), updatedAt: call.store.now() });
  return undefined;
};

/** Base64 of what the request gives. Its messages never contain the value. */
function encodedValue({
  string_value: text,
  bytes_value: base64,
}: {
  string_value?: string;
  bytes_value?: string;
}): string {
  if ((text === undefined) === (base64 === undefined)) {
    throw invalidParameter("A secret takes either string_value or bytes_value.");
  }
  if (base64 !== undefined && !BASE64.test(base64)) throw invalidParameter("bytes_value is not base64.");
  const bytes = base64 === undefined ? Buffer.from(text ?? "") : Buffer.from(base64, "base64");
  if (bytes.length > MAXIMUM_BYTES) {
    throw new ApiError(
      400,
      "INVALID_PARAMETER_VALUE",
      `A secret has at most ${MAXIMUM_BYTES} bytes, got ${bytes.length}.`,
    );
  }
  return bytes.toString("base64");
}

const get: Behaviour<SecretAddress> = (request, call) => {
  scopeFor(call, request.scope, "READ");
  const { key, value } = existing(call, request);
  return { key, value };
};

const list: Behaviour<{ scope: string }> = ({ scope }, call) => {
  scopeFor(call, scope, "READ");
  return { secrets: heldIn(call, scope).map(({ key, updatedAt }) => ({ key, last_updated_timestamp: updatedAt })) };
};

const remove: Behaviour<SecretAddress> = (request, call) => {
  requireOwnStorage(scopeFor(call, request.scope, "WRITE"));
  existing(call, request);
  secrets.remove(call, secretKey(request.scope, request.key));
  return undefined;
};

function requireOwnStorage({ name, backend_type }: SecretScope): void {
  if (backend_type === "DATABRICKS") return;
  throw new ApiError(
    400,
    "BAD_REQUEST",
    `Scope ${name} is backed by Azure Key Vault: change its secrets in the vault.`,
  );
}

export const secretsService: Service = {
  "workspace.Secrets.PutSecret": put,
  "workspace.Secrets.GetSecret": get,
  "workspace.Secrets.ListSecrets": list,
  "workspace.Secrets.DeleteSecret": remove,
};
