import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, join } from "node:path";
import { requireSeeded } from "../control-plane/seeding";
import { StateFileError, Store } from "../control-plane/store";
import type { Home } from "./home";
import { SandboxError } from "./sandbox-error";
import { type Started, start } from "./start";
import { stop } from "./stop";

/** A saved state of the sandbox. */
interface Snapshot {
  name: string;
  takenAt: Date;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Saves the control plane's database, the engine's stacks and the tables' bytes under `name`: all of it, or nothing. No operation may run
 * meanwhile, or they would not tell the same story.
 * @throws SandboxError when the name is no name or taken, or there is nothing to save; StateFileError when the state is
 * damaged, or the disk is full.
 */
export function takeSnapshot(home: Home, name: string): void {
  if (!NAME.test(name)) {
    throw new SandboxError(
      "misuse",
      `"${name}" cannot name a snapshot: use letters, digits, ".", "_" and "-", at most 64.`,
    );
  }
  const target = join(home.snapshots, name);
  if (existsSync(target)) {
    throw new SandboxError("misuse", `There is a snapshot "${name}" already. Choose another name, or delete ${target}`);
  }
  if (!existsSync(home.database())) {
    throw new SandboxError("not-running", "There is no sandbox to save yet. Start one: lakestage sandbox start");
  }
  const unfinished = join(home.snapshots, `.${name}`);
  rmSync(unfinished, { recursive: true, force: true });
  try {
    mkdirSync(unfinished, { recursive: true });
    copyDatabase(home, unfinished);
    for (const folder of [home.stacks, home.storage]) {
      if (existsSync(folder)) cpSync(folder, join(unfinished, basename(folder)), { recursive: true });
    }
    closeToOthers(unfinished);
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Puts the sandbox back to what it was at the snapshot, and starts it.
 * @throws SandboxError when there is no such snapshot, or it is damaged: then nothing is changed.
 */
export async function restoreSnapshot(home: Home, name: string): Promise<Started> {
  const snapshot = join(home.snapshots, name);
  if (!NAME.test(name) || !existsSync(snapshot)) {
    const names = listSnapshots(home).map((known) => known.name);
    const known = names.length > 0 ? `There are: ${names.join(", ")}.` : "There is none yet.";
    throw new SandboxError("misuse", `There is no snapshot "${name}". ${known}`);
  }
  // Copied before anything stops: a full disk leaves the sandbox as it is.
  const incoming = `${home.state}.incoming`;
  const replaced = `${home.state}.replaced`;
  rmSync(incoming, { recursive: true, force: true });
  try {
    // The snapshot itself may be a link to another disk. A link in it would lead the state out of the home.
    cpSync(realpathSync(snapshot), incoming, { recursive: true });
    if (holdsLink(incoming)) throw damaged(snapshot);
    closeToOthers(incoming);
    requireSound(home.database(incoming), snapshot);
    await stop(home);
  } catch (error) {
    rmSync(incoming, { recursive: true, force: true });
    throw error;
  }
  // A kill between these two is repaired by the next start, which puts the replaced state back.
  rmSync(replaced, { recursive: true, force: true });
  if (existsSync(home.state)) renameSync(home.state, replaced);
  renameSync(incoming, home.state);
  rmSync(replaced, { recursive: true, force: true });
  return await start(home);
}

/** Every snapshot, oldest first. */
export function listSnapshots(home: Home): Snapshot[] {
  if (!existsSync(home.snapshots)) return [];
  return readdirSync(home.snapshots)
    .filter((name) => NAME.test(name))
    .map((name) => ({ name, takenAt: statSync(join(home.snapshots, name)).mtime }))
    .sort((a, b) => a.takenAt.getTime() - b.takenAt.getTime());
}

function holdsLink(path: string): boolean {
  const status = lstatSync(path);
  if (!status.isDirectory()) return status.isSymbolicLink();
  return readdirSync(path).some((name) => holdsLink(join(path, name)));
}

/** A copy has the modes that its folder's files were once given, or that this process gives to new ones. */
function closeToOthers(path: string): void {
  const isFolder = statSync(path).isDirectory();
  chmodSync(path, isFolder ? 0o700 : 0o600);
  if (isFolder) for (const name of readdirSync(path)) closeToOthers(join(path, name));
}

/** Reads beside a running control plane: a write-ahead log never makes a reader wait. */
function copyDatabase(home: Home, directory: string): void {
  const store = new Store(home.database());
  try {
    requireSeeded(store, home.database());
    store.copyTo(home.database(directory));
  } finally {
    store.close();
  }
}

/** Looks at a copy of a snapshot's database as a whole. */
function requireSound(database: string, snapshot: string): void {
  try {
    const store = new Store(database);
    try {
      store.check();
      requireSeeded(store, database);
    } finally {
      store.close();
    }
  } catch (error) {
    // It was copied to where there is room, and whatever it is has been opened to this user.
    throw error instanceof StateFileError && error.problem !== "full" ? damaged(snapshot) : error;
  }
}

function damaged(snapshot: string): SandboxError {
  return new SandboxError(
    "damaged",
    `The snapshot ${snapshot} is damaged, and was not restored. Restore another one, or delete it.`,
  );
}
