import { Access } from "../../authority/unity-catalog/access";
import { bindingsOf, isBindable, setBindings } from "../../authority/unity-catalog/bindings";
import { grantsOn, setGrants } from "../../authority/unity-catalog/grants";
import type { Securable, SecurableInfos } from "../../authority/unity-catalog/infos";
import {
  changed,
  checkedName,
  existsAlready,
  type SecurableRef,
  type SecurableType,
  securables,
  TYPES_IN_SCHEMA,
} from "../../authority/unity-catalog/securables";
import type { Call, Collection, Store } from "../../control-plane";

/** The member that says whether bindings count. */
const ISOLATION = "isolation_mode";

/** What may be changed of every securable. Absent or empty: left as it is. */
export interface SecurableChange {
  new_name?: string | undefined;
  owner?: string | undefined;
}

/**
 * Changes a securable for whoever manages it. From a workspace that it is not bound to, or for reading only, its isolation
 * alone is changed: its owner must be able to mend that. What lies in it, its grants and its bindings go along with a new
 * name.
 * @param request the change, with the other members that get new values.
 * @param furtherMembers what follows from these, or is refused of them.
 * @throws when there is one of the new name.
 */
export function change<Type extends SecurableType>(
  call: Call,
  ref: SecurableRef<Type>,
  { new_name: newName, owner, ...settings }: SecurableChange & Partial<Omit<SecurableInfos[Type], keyof Securable>>,
  furtherMembers: (before: SecurableInfos[Type]) => Partial<SecurableInfos[Type]> = () => ({}),
): SecurableInfos[Type] {
  const access = Access.of(call);
  const mends = isBindable(ref) && !newName && !owner && Object.keys(settings).every((name) => name === ISOLATION);
  const before = mends ? access.managedFromAnywhere(ref) : access.managed(ref);
  const newOwner = owner && call.directory.nameOf(owner);
  const after = {
    ...before,
    ...settings,
    ...furtherMembers(before),
    ...(newOwner ? { owner: newOwner } : {}),
    ...changed(call),
  };
  return newName ? rename(call.store, after, ref, newName) : call.store.put(securables[ref.type], ref.name, after);
}

function rename<Type extends SecurableType>(
  store: Store,
  info: SecurableInfos[Type],
  from: SecurableRef<Type>,
  newName: string,
): SecurableInfos[Type] {
  const key = checkedName(newName, from.type);
  const to = { ...from, name: [...from.name.split(".").slice(0, -1), key].join(".") };
  if (from.name !== to.name) {
    if (store.has(securables[to.type], to.name)) throw existsAlready(to);
    move(store, from, to);
    moveContents(store, from, to);
  }
  const name = keepsCase(from) ? newName : key;
  const fullName = keepsCase(from) ? newName : to.name;
  const names = { name, ...(info.full_name === undefined ? {} : { full_name: fullName }) };
  return store.put(securables[to.type], to.name, { ...info, ...names });
}

/** Their names are shown as they were written. */
const keepsCase = ({ type }: SecurableRef): boolean =>
  type === "storage_credential" || type === "credential" || type === "external_location";

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

function moveContents(store: Store, from: SecurableRef, to: SecurableRef): void {
  if (from.type !== "catalog" && from.type !== "schema") return;
  for (const type of ["schema", ...TYPES_IN_SCHEMA] as const) {
    const collection: Collection<Securable> = securables[type];
    for (const { key, value } of store.list(collection, { prefix: `${from.name}.` })) {
      const target = { type, name: `${to.name}${key.slice(from.name.length)}` };
      move(store, { type, name: key }, target);
      store.put(collection, target.name, { ...value, ...nameParts(target) });
    }
  }
}

/** The members of what lies in a catalog that repeat its full name. */
function nameParts({ type, name }: SecurableRef): object {
  const [catalog, schema] = name.split(".");
  return { full_name: name, catalog_name: catalog, ...(type === "schema" ? {} : { schema_name: schema }) };
}
