import { AccountObjects, type OfWorkspaces, type Store } from "../../control-plane";
import { type SecurableKey, type SecurableRef, type SecurableType, securableKey, securables } from "./securables";

export type BindingType = "BINDING_TYPE_READ_WRITE" | "BINDING_TYPE_READ_ONLY";

export interface Binding {
  workspace_id: number;
  binding_type: BindingType;
}

interface SecurableBindings {
  bindings: Binding[];
}

const bindings = new AccountObjects<SecurableBindings, SecurableKey>("unity-catalog.bindings");

/** The workspaces that `securable` is bound to, in the order of their ids. */
export function bindingsOf(store: Store, securable: SecurableRef): Binding[] {
  return bindings.get({ store }, securableKey(securable))?.bindings ?? [];
}

export function setBindings(store: Store, securable: SecurableRef, bound: Binding[]): void {
  const key = securableKey(securable);
  const sorted = [...bound].sort((a, b) => a.workspace_id - b.workspace_id);
  if (bound.length === 0) bindings.remove({ store }, key);
  else bindings.put({ store }, key, { bindings: sorted });
}

/** A workspace that is gone is bound to nothing. */
export const bindingsOfWorkspaces: OfWorkspaces = {
  forget(store, workspaceId) {
    for (const { key, value } of store.list(bindings)) {
      const others = value.bindings.filter(({ workspace_id: id }) => id !== workspaceId);
      if (others.length < value.bindings.length) store.put(bindings, key, { bindings: others });
    }
  },
};

/** How far a workspace reaches a securable. */
export type Reach = "none" | "read" | "write";

/** What workspace bindings allow `workspaceId` to do with `securable`, whoever asks. */
export function reachOf(store: Store, securable: SecurableRef<BindableType>, workspaceId: number): Reach {
  if (!isIsolated(store, securable)) return "write";
  const binding = bindingsOf(store, securable).find(({ workspace_id }) => workspace_id === workspaceId);
  if (!binding) return "none";
  return binding.binding_type === "BINDING_TYPE_READ_ONLY" ? "read" : "write";
}

const BINDABLE = [
  "catalog",
  "credential",
  "external_location",
  "storage_credential",
] as const satisfies SecurableType[];

type BindableType = (typeof BINDABLE)[number];

/** Whether it can be bound to workspaces; what lies in a catalog follows the catalog. */
export const isBindable = (ref: SecurableRef): ref is SecurableRef<BindableType> =>
  BINDABLE.some((type) => type === ref.type);

function isIsolated(store: Store, { type, name }: SecurableRef<BindableType>): boolean {
  const mode = store.get<{ isolation_mode: string }>(securables[type], name)?.isolation_mode;
  // Catalogs say ISOLATED, credentials and locations ISOLATION_MODE_ISOLATED.
  return mode === "ISOLATED" || mode === "ISOLATION_MODE_ISOLATED";
}
