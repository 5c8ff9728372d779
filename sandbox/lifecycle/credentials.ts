import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { groups, servicePrincipals, users } from "../control-plane/directory";
import { seededAccount } from "../control-plane/seeding";
import { Store } from "../control-plane/store";
import { Tokens } from "../control-plane/tokens";
import type { Home } from "./home";
import { SandboxError } from "./sandbox-error";

const PASSPHRASE_BYTES = 24;

/** The token as which `lakestage` deploys into the sandbox. */
export function deployerToken(home: Home): string {
  return withStore(home, (store) => {
    const seeded = seededAccount(store);
    if (!seeded) throw notSeeded();
    return Tokens.of(home.directory).forPrincipal(seeded.deployerId);
  });
}

/**
 * The token of a user (by user name) or service principal (by display name or application id).
 * @throws SandboxError when nobody has that name; it lists who could be meant.
 */
export function tokenOf(home: Home, name: string): string {
  return withStore(home, (store) => {
    const found =
      store.find(users, ({ userName }) => userName === name) ??
      store.find(servicePrincipals, ({ displayName, applicationId }) => [displayName, applicationId].includes(name));
    if (found) return Tokens.of(home.directory).forPrincipal(found.key);
    if (store.find(groups, ({ displayName }) => displayName === name)) {
      throw new SandboxError("misuse", `"${name}" is a group, and only its members have tokens. ${whoThereIs(store)}`);
    }
    throw new SandboxError("misuse", `Nobody in the sandbox is called "${name}". ${whoThereIs(store)}`);
  });
}

/** Makes sure that the sandbox's stacks have a passphrase: random, made once, readable by its owner only. */
export function ensurePassphrase(home: Home): void {
  if (existsSync(home.passphrase)) return;
  home.create();
  writeFileSync(home.passphrase, randomBytes(PASSPHRASE_BYTES).toString("base64url"), { mode: 0o600 });
}

function whoThereIs(store: Store): string {
  const names = [
    ...store.list(users).map(({ value }) => value.userName),
    ...store.list(servicePrincipals).map(({ value }) => value.displayName),
  ];
  return `There are: ${names.join(", ")}.`;
}

/** Reads beside the running control plane: a write-ahead log never makes a reader wait. */
function withStore<Result>(home: Home, read: (store: Store) => Result): Result {
  if (!existsSync(home.database())) throw notSeeded();
  const store = new Store(home.database());
  try {
    return read(store);
  } finally {
    store.close();
  }
}

function notSeeded(): SandboxError {
  return new SandboxError("not-running", "There is no sandbox yet. Start one: lakestage sandbox start");
}
