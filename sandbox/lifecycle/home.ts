import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { isNativeError } from "node:util/types";
import { replaceTrusted } from "../control-plane/trusted-file";
import { type MisplacedError, misplaced } from "./misplaced-error";

const CHECKOUT = resolve(__dirname, "../..");
const DEFAULT_FIRST_PORT = 7400;

/** `LAKESTAGE_PORT` is not a port number that the sandbox can use. */
export class PortSettingError extends Error {
  constructor(setting: string) {
    super(
      `LAKESTAGE_PORT is "${setting}". Give it the first of about ten free ports, a number from 1024 to 65000 ` +
        `(default ${DEFAULT_FIRST_PORT}).`,
    );
    this.name = "PortSettingError";
  }
}

const REASONS: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  ENOENT: "it cannot be made there",
  ENOTDIR: "there is a file in its place",
  EEXIST: "there is a file in its place",
};

/** The sandbox's folder cannot be written, or is another user's. */
export class HomeError extends Error {
  constructor(directory: string, fault: string, needed: string) {
    super(
      `The sandbox's folder, ${directory}, ${fault}. Set LAKESTAGE_HOME to a folder ${needed}, and run this again.`,
    );
    this.name = "HomeError";
  }
}

function unwritable(directory: string, error: unknown): HomeError {
  const { code = "" } = error as NodeJS.ErrnoException;
  return new HomeError(directory, `cannot be written: ${REASONS[code] ?? String(error)}`, "that can");
}

/** The system's refusal of a home, or of something in it, as a message; undefined for any other fault. */
export function homeRefusal({ directory }: Home, error: unknown): HomeError | MisplacedError | undefined {
  if (!isNativeError(error)) return undefined;
  const { code = "", path = "" } = error as NodeJS.ErrnoException;
  const refused = REFUSALS.includes(code) && path.startsWith(`${directory}${sep}`);
  return refused ? unwritable(directory, error) : misplaced(directory, error);
}

const REFUSALS = ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT"];

/**
 * The directory that holds one sandbox: its state, its keys, its logs. `LAKESTAGE_HOME` names it; by default it is
 * `.lakestage` in the checkout.
 */
export class Home {
  constructor(
    readonly directory: string,
    /** Port of the account's API; ARM's and the workspaces' follow. */
    readonly firstPort: number,
  ) {}

  /** @throws PortSettingError */
  static of(environment: NodeJS.ProcessEnv): Home {
    const { LAKESTAGE_HOME: directory, LAKESTAGE_PORT: setting } = environment;
    const firstPort = setting ? Number(setting) : DEFAULT_FIRST_PORT;
    if (!Number.isInteger(firstPort) || firstPort < 1024 || firstPort > 65_000)
      throw new PortSettingError(setting ?? "");
    return new Home(directory ? resolve(directory) : join(CHECKOUT, ".lakestage"), firstPort);
  }

  /**
   * Makes the directory, or closes one that was made before: only its owner may look into it, because it holds keys.
   * @throws HomeError when it cannot be made, cannot be written, or is another user's.
   */
  create(): void {
    try {
      mkdirSync(this.directory, { recursive: true, mode: 0o700 });
      this.requireOwn();
      if (statSync(this.directory).mode & 0o077) chmodSync(this.directory, 0o700);
    } catch (error) {
      throw error instanceof HomeError ? error : unwritable(this.directory, error);
    }
    this.requireWritable();
  }

  /**
   * Looks whether the directory can be written, or made, without doing so.
   * @throws HomeError
   */
  requireWritable(): void {
    const nearest = nearestThatExists(this.directory);
    try {
      if (!statSync(nearest).isDirectory()) throw Object.assign(new Error(nearest), { code: "ENOTDIR" });
      accessSync(nearest, constants.W_OK | constants.X_OK);
    } catch (error) {
      throw unwritable(this.directory, error);
    }
    if (nearest === this.directory) this.requireOwn();
  }

  /** Another user could read the keys in a directory of theirs, and put other ones there. */
  private requireOwn(): void {
    const user = process.getuid?.();
    const { uid } = statSync(this.directory);
    if (user !== undefined && uid !== user) {
      throw new HomeError(this.directory, `belongs to another user (${uid})`, "of your own");
    }
  }

  /** Writes a file of this home in one step, for its owner only. */
  replace(file: string, content: string): void {
    replaceTrusted(file, content);
  }

  /** All that a snapshot holds: one directory, so that one rename replaces it. */
  get state(): string {
    return join(this.directory, "state");
  }

  /** The control plane's database inside a state directory: this sandbox's, or a snapshot's. */
  database(state: string = this.state): string {
    return join(state, "control-plane.db");
  }

  /** Where the engine keeps its stacks: a file backend. */
  get stacks(): string {
    return join(this.state, "stacks");
  }

  /** What tasks of jobs need while they run. */
  get tasks(): string {
    return join(this.directory, "tasks");
  }

  get snapshots(): string {
    return join(this.directory, "snapshots");
  }

  /** What the running control plane says of itself: whom to ask, never a proof that it runs. */
  get announcement(): string {
    return join(this.directory, "control-plane.json");
  }

  get log(): string {
    return join(this.directory, "control-plane.log");
  }

  /** Traces of faults of the `lakestage` command itself. */
  get faults(): string {
    return join(this.directory, "faults.log");
  }

  /** The engine's own directory: its plugins. */
  get engine(): string {
    return join(this.directory, "engine");
  }

  /** The project as the engine sees it: the checkout, with files of its own where it writes. */
  get projectView(): string {
    return join(this.directory, "project");
  }

  /** The passphrase with which the engine encrypts secrets in the stacks' state. */
  get passphrase(): string {
    return join(this.directory, "passphrase");
  }

  /** What makes a key of the passphrase, the same for all stacks. No secret. */
  get encryptionSalt(): string {
    return join(this.directory, "encryption-salt");
  }
}

function nearestThatExists(directory: string): string {
  return existsSync(directory) || dirname(directory) === directory ? directory : nearestThatExists(dirname(directory));
}
