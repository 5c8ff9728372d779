import { join } from "node:path";
import { Doorway } from "./doorway";
import { Jvm } from "./jvm";
import type { Governor } from "./pipe";
import { program } from "./program";
import { Storage } from "./storage";

export interface DataServerOptions {
  /** The sandbox's folder. */
  home: string;
  /** Where Azure's storage lies on this machine. */
  storageRoot: string;
  /** Of this machine; 0: any free one, for tests. */
  port: number;
  govern: Governor;
  environment: NodeJS.ProcessEnv;
  log: (line: string) => void;
  /** The interpreter that runs users' functions. Absent: none are run. */
  python?: () => Promise<string>;
}

/** How long nobody may be connected before the process is ended, in milliseconds. */
const IDLE = 20 * 60_000;
const LOOK_EVERY = 60_000;

/**
 * Spark Connect with Delta, for the principals of one sandbox. The process is started by the first who connects, and
 * ended when nobody has been connected for a while; whoever connects then starts it again.
 */
export class DataServer {
  private jvm: Promise<Jvm> | undefined;
  private readonly watch: NodeJS.Timeout;
  readonly storage: Storage;

  private constructor(
    private readonly options: DataServerOptions,
    private doorway: Doorway | undefined,
  ) {
    this.storage = new Storage(options.storageRoot);
    this.watch = setInterval(() => void this.endWhenIdle(), LOOK_EVERY).unref();
  }

  /** Opens the port; nothing is started yet. @throws DataServerError `port-in-use`. */
  static async open(options: DataServerOptions): Promise<DataServer> {
    const server = new DataServer(options, undefined);
    server.doorway = await Doorway.open(options.port, async () => (await server.running()).port, options.log);
    return server;
  }

  /** What `SPARK_REMOTE` is for the holder of a token in a workspace: it is valid whether or not the server runs. */
  remote(token: string, workspaceId: string): string {
    return `sc://localhost:${this.port}/;token=${token};x-databricks-org-id=${workspaceId}`;
  }

  get port(): number {
    return this.doorway?.port ?? 0;
  }

  /** The process, which is started where there is none. @throws DataServerError */
  running(): Promise<Jvm> {
    this.jvm ??= this.start();
    return this.jvm;
  }

  async close(): Promise<void> {
    clearInterval(this.watch);
    await this.doorway?.close();
    await this.end();
  }

  private async start(): Promise<Jvm> {
    const { home, storageRoot, environment, govern, python } = this.options;
    try {
      const made = await program(environment, this.progress());
      const surroundings = {
        storageRoot,
        environment,
        scratch: join(home, "data-server"),
        log: join(home, "data-server.log"),
        python: await python?.(),
      };
      const jvm = await Jvm.start(made, surroundings, govern);
      void jvm.ended.then(() => this.forget(jvm));
      return jvm;
    } catch (error) {
      this.jvm = undefined;
      throw error;
    }
  }

  /** Says every ten percent how far it is. */
  private progress(): (done: number, total: number) => void {
    let told = -1;
    return (done, total) => {
      const tenth = Math.floor((done / total) * 10);
      if (tenth === told) return;
      told = tenth;
      this.options.log(
        `The data server: ${Math.round(done / 1e6)} of ${Math.round(total / 1e6)} MB of Spark and Delta are there.`,
      );
    };
  }

  /** It ended by itself, or was killed: the next who connects starts another. */
  private forget(jvm: Jvm): void {
    void this.jvm?.then((current) => {
      if (current === jvm) this.jvm = undefined;
    });
  }

  private async endWhenIdle(): Promise<void> {
    const since = this.doorway?.idleSince;
    if (since !== undefined && Date.now() - since > IDLE) await this.end();
  }

  private async end(): Promise<void> {
    const jvm = await this.jvm?.catch(() => undefined);
    this.jvm = undefined;
    await jvm?.stop();
  }
}
