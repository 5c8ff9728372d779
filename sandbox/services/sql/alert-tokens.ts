import { randomBytes } from "node:crypto";
import type { Store } from "../../control-plane";

interface Held {
  workspaceId: number;
  principalId: string;
}

/** Tokens that alerts' queries run with, each for one query: they are kept nowhere but in memory. */
const held = new WeakMap<Store, Map<string, Held>>();

/** Does `work` with a token of the principal's, which is nobody's afterwards. */
export async function withAlertToken<Result>(
  store: Store,
  holder: Held,
  work: (token: string) => Promise<Result>,
): Promise<Result> {
  const tokens = held.get(store) ?? new Map<string, Held>();
  held.set(store, tokens);
  const token = `dapi${randomBytes(20).toString("hex")}`;
  tokens.set(token, holder);
  try {
    return await work(token);
  } finally {
    tokens.delete(token);
  }
}

export function alertTokenHolder(store: Store, workspaceId: number, token: string): string | undefined {
  const found = held.get(store)?.get(token);
  return found?.workspaceId === workspaceId ? found.principalId : undefined;
}
