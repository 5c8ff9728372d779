import {
  checkedName,
  credentialRef,
  existsAlready,
  type SecurableRef,
  securables,
  serviceCredentialRef,
} from "../../authority/unity-catalog/securables";
import type { Store } from "../../control-plane";

type CredentialRef = SecurableRef<"storage_credential"> | SecurableRef<"credential">;

/** What `credential` names in a path: a storage credential or a service credential, which have names in common. */
export function credentialNamed(store: Store, name: string): CredentialRef {
  const ofStorage = credentialRef(name);
  return store.has(securables.storage_credential, ofStorage.name) ? ofStorage : serviceCredentialRef(name);
}

/** @throws ApiError 409 where a credential of either kind has the name. */
export function requireFreeName(store: Store, name: string): void {
  const ref = credentialNamed(store, checkedName(name, "credential"));
  if (store.has(securables[ref.type], ref.name)) throw existsAlready(ref);
}
