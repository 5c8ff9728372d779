import { type Store, WorkspaceObjects } from "../../control-plane";

/** What one scope holds under one key. Answers show it only to those who may read it. */
export interface Secret {
  key: string;
  /** Base64 of the secret's bytes. */
  value: string;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

/** By the name of the scope and the key, both in lower case. */
export const secrets = new WorkspaceObjects<Secret, readonly [scope: string, key: string]>("workspace.secret");

export const secretKey = (scope: string, key: string): readonly [scope: string, key: string] => [
  scope.toLowerCase(),
  key.toLowerCase(),
];

/**
 * Gives secrets their present keys. Earlier versions wrote the name of the scope as it is, and so took what the scope
 * `a/b` has as `c` for what the scope `a` has as `b/c`.
 */
export function rekeySecrets(store: Store): void {
  for (const { key, value } of store.list(secrets)) {
    const [id, ...scope] = key.slice(0, -value.key.length - 1).split("/");
    const workspace = { store, workspaceId: Number(id) };
    // No name of a scope has a percent sign: what is decoded was encoded.
    const present = secretKey(decodeURIComponent(scope.join("/")), value.key);
    if (key === secrets.keyOf(workspace, present)) continue;
    store.delete(secrets, key);
    secrets.put(workspace, present, value);
  }
}
