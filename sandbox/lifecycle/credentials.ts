import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { groups, servicePrincipals, users } from "../control-plane/directory";
import { seededAccount } from "../control-plane/seeding";
import { Store } from "../control-plane/store";
import { Tokens } from "../control-plane/tokens";
import {
  makeTrusted,
  readTrusted,
  replaceTrusted,
  type TrustedFile,
  UntrustedFileError,
} from "../control-plane/trusted-file";
import type { Home } from "./home";
import { SandboxError } from "./sandbox-error";

const PASSPHRASE_BYTES = 24;

const PUT_BACK = "Put back a copy of it; without one the stacks' secrets are lost:";
const START_AFRESH = "run lakestage sandbox reset.";

const passphraseFile = (home: Home): TrustedFile => ({
  path: home.passphrase,
  form: /^[\w-]{32}$/,
  described: "32 letters and digits",
  remedy: `${PUT_BACK} delete it, and ${START_AFRESH}`,
});

/** Where the engine keeps its stacks, once it has any. */
const hasStacks = (home: Home): boolean => existsSync(join(home.stacks, ".pulumi/stacks"));

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

/**
 * The passphrase of the sandbox's stacks: random, made once, readable by its owner only.
 * @throws UntrustedFileError when it is damaged, not this user's alone, or gone while there are stacks that need it.
 */
export function ensurePassphrase(home: Home): string {
  const file = passphraseFile(home);
  if (!existsSync(file.path)) {
    home.create();
    // Another one would be said to be wrong, by the engine, at every stack.
    if (hasStacks(home)) throw new UntrustedFileError(file.path, "is gone", `${PUT_BACK} ${START_AFRESH}`);
    makeTrusted(file.path, randomBytes(PASSPHRASE_BYTES).toString("base64url"));
  }
  return readTrusted(file);
}

/**
 * What makes a key of the sandbox's passphrase, in the engine's form, for the engine to use in every stack. Left to itself it
 * makes one for each, and a run that reads another stack has two keys to make, at a quarter of a second each.
 */
export function encryptionSalt(home: Home): string {
  const passphrase = ensurePassphrase(home);
  const sealOf = (salt: string): string => createHmac("sha256", passphrase).update(salt).digest("hex");
  const [known = "", seal] = existsSync(home.encryptionSalt)
    ? readFileSync(home.encryptionSalt, "utf8").split("\n")
    : [];
  // One that was made for another passphrase, or is damaged, would keep the engine from every stack.
  if (seal === sealOf(known)) return known;
  const made = newSalt(passphrase);
  replaceTrusted(home.encryptionSalt, `${made}\n${sealOf(made)}\n`);
  return made;
}

/** `v1:‹salt›:‹a known word, encrypted›`: github.com/pulumi/pulumi, pkg/secrets/passphrase and sdk/go/common/resource/config. */
function newSalt(passphrase: string): string {
  const salt = randomBytes(8);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", pbkdf2Sync(passphrase, salt, 1_000_000, 32, "sha256"), nonce);
  const word = Buffer.concat([cipher.update("pulumi"), cipher.final(), cipher.getAuthTag()]);
  return ["v1", salt.toString("base64"), "v1", nonce.toString("base64"), word.toString("base64")].join(":");
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
