import type { Store } from "../../control-plane";
import { isBindable, setBindings } from "./bindings";
import { setGrants } from "./grants";
import { type SecurableRef, securables } from "./securables";

/** Deletes a securable with its grants and its bindings, not with what lies in it. */
export function remove(store: Store, ref: SecurableRef): void {
  store.delete(securables[ref.type], ref.name);
  setGrants(store, ref, {});
  if (isBindable(ref)) setBindings(store, ref, []);
}
