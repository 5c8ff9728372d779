import type { Account } from "./call";
import { type Group, groups, servicePrincipals, users } from "./directory";
import type { Seed } from "./seed";
import { Collection, StateFileError, type Store } from "./store";

/** What every later start needs to know of the seed. */
interface Seeded extends Account {
  /** Id of the service principal as which the sandbox is deployed. */
  deployerId: string;
}

const seeded = new Collection<Seeded>("sandbox.seeded");
const ONLY = "only";

/** A seed that names something that it does not declare. */
class SeedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SeedError";
  }
}

/** What the store was seeded with; undefined for a new one. */
export function seededAccount(store: Store): Seeded | undefined {
  return store.get(seeded, ONLY);
}

/**
 * To be asked of a state that was made before: it is not there as a file before it is seeded.
 * @throws StateFileError
 */
export function requireSeeded(store: Store, file: string): void {
  if (!seededAccount(store)) throw new StateFileError(file, "damaged", "it is empty");
}

/** Writes the identities of `seed` and what its services add, in one transaction. */
export function seedStore(store: Store, seed: Seed, addServices: (seed: Seed, ids: SeededIds) => void): Seeded {
  return store.transaction(() => {
    const ids = seedDirectory(store, seed);
    const account = store.put(seeded, ONLY, {
      accountId: seed.account.id,
      tenantId: seed.azure.tenantId,
      subscriptionIds: seed.azure.subscriptions.map(({ id }) => id),
      callerAddress: seed.callerAddress,
      assignsMetastore: seed.metastore.assignedAutomatically,
      deployerId: ids.of(seed.deployer),
    });
    addServices(seed, ids);
    return account;
  });
}

/** The ids that the seed's names were given. */
export interface SeededIds {
  /** @param name a user name, a service principal's display name, or a group's. */
  of(name: string): string;
}

function seedDirectory(store: Store, seed: Seed): SeededIds {
  const byName = new Map<string, string>();
  const claim = (name: string): string => {
    if (byName.has(name)) throw new SeedError(`"${name}" is declared twice`);
    const id = String(store.nextId());
    byName.set(name, id);
    return id;
  };
  const of = (name: string): string => {
    const id = byName.get(name);
    if (!id) throw new SeedError(`"${name}" is neither a user, a service principal nor a group of the seed`);
    return id;
  };
  for (const { userName: written, displayName } of seed.users) {
    const id = claim(written);
    const userName = written.toLowerCase();
    const emails = [{ value: userName, primary: true, type: "work" }];
    store.put(users, id, { id, userName, displayName, emails, active: true, roles: [] });
  }
  for (const { applicationId, displayName } of seed.servicePrincipals) {
    const id = claim(displayName);
    store.put(servicePrincipals, id, { id, applicationId, displayName, active: true, roles: [] });
  }
  const declared = seed.groups.map((group) => ({ ...group, id: claim(group.displayName) }));
  for (const { id, displayName, roles, members } of declared) {
    const group: Group = { id, displayName, roles, members: members.map(of) };
    store.put(groups, id, group);
  }
  return { of };
}
