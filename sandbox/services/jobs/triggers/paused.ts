import type { Store } from "../../../control-plane";

const paused = new WeakSet<Store>();

/** Lets nothing start by itself in the sandbox that has this store: triggers are kept, and none fires. */
export const pauseTriggers = (store: Store): void => void paused.add(store);

export const triggersArePaused = (store: Store): boolean => paused.has(store);
