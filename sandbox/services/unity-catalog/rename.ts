import type { Store } from "../../control-plane";
import { bindingsOf, isBindable, setBindings } from "./bindings";
import { grantsOn, setGrants } from "./grants";
import { existsAlready, SECURABLE_TYPES, type Securable, type SecurableRef, securables } from "./securables";

/**
 * Gives a securable another full name; what lies in it, its grants and its bindings go with it.
 * @throws when there is one of that name.
 */
export function rename<Info extends Securable>(store: Store, info: Info, from: SecurableRef, to: SecurableRef): Info {
  if (from.name === to.name) return store.put(securables[from.type], from.name, info);
  if (store.has(securables[to.type], to.name)) throw existsAlready(to);
  move(store, from, to);
  const hasContents = from.type === "catalog" || from.type === "schema";
  for (const type of hasContents ? SECURABLE_TYPES : []) {
    for (const { key, value } of store.list(securables[type], { prefix: `${from.name}.` })) {
      const target = { type, name: `${to.name}${key.slice(from.name.length)}` };
      move(store, { type, name: key }, target);
      store.put(securables[type], target.name, { ...value, ...nameParts(target) });
    }
  }
  return store.put(securables[to.type], to.name, info);
}

function move(store: Store, from: SecurableRef, to: SecurableRef): void {
  store.delete(securables[from.type], from.name);
  const grants = grantsOn(store, from);
  setGrants(store, from, {});
  setGrants(store, to, grants);
  if (!isBindable(from)) return;
  const bindings = bindingsOf(store, from);
  setBindings(store, from, []);
  setBindings(store, to, bindings);
}

/** The members of what lies in a catalog that repeat its full name. */
function nameParts({ type, name }: SecurableRef): object {
  const [catalog, schema] = name.split(".");
  return { full_name: name, catalog_name: catalog, ...(type === "schema" ? {} : { schema_name: schema }) };
}
