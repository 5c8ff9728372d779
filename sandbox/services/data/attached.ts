import type { DataServer } from "../../compute/data-server";
import type { Store } from "../../control-plane";

const attached = new WeakMap<Store, DataServer>();

/** The data server of the sandbox that has this store; undefined where it has none. */
export const dataServerOf = (store: Store): DataServer | undefined => attached.get(store);

export const attachDataServer = (store: Store, server: DataServer): void => void attached.set(store, server);
