import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

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

  /** Makes the directory; only its owner may look into it, because it holds keys. */
  create(): void {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
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

  get snapshots(): string {
    return join(this.directory, "snapshots");
  }

  /** What the running control plane says of itself. A hint where to ask, never a proof that it runs. */
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
