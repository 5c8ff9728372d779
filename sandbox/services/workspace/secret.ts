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
 * Gives secrets of a scope whose name has a slash their present keys: earlier versions wrote the slash as it is, and so
 * took what the scope `a/b` has as `c` for what the scope `a` has as `b/c`.
 */
export function rekeySecrets(store: Store): void {
  for (const { key, value } of store.list(secrets)) {
    const [workspaceId, ...scope] = key.slice(0, -value.key.length - 1).split("/");
    if (scope.length === 1) continue;
    store.delete(secrets, key);
    secrets.put({ store, workspaceId: Number(workspaceId) }, secretKey(scope.join("/"), value.key), value);
  }
}
