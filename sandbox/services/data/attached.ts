import type { DataServer } from "../../compute/data-server";
import type { Store } from "../../control-plane";

const attached = new WeakMap<Store, DataServer>();

/** The data server of the sandbox that has this store; undefined where it has none. */
export const dataServerOf = (store: Store): DataServer | undefined => attached.get(store);

/** From now on the server hears of every change, before whoever made it is answered. */
export function attachDataServer(store: Store, server: DataServer): void {
  attached.set(store, server);
  store.onCommit(() => server.tellOfChange());
}
