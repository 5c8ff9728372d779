import { rmSync } from "node:fs";
import { join } from "node:path";
import { Doorway } from "./doorway";
import { Jvm } from "./jvm";
import type { Governor } from "./pipe";
import { program } from "./program";
import { outcomeSchema, type StatementOrder, type StatementOutcome } from "./statement";
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
const RESULTS = "data-server-results";

/**
 * Spark Connect with Delta, for the principals of one sandbox. The process is started by the first who connects, and
 * ended when nobody has been connected for a while; whoever connects then starts it again.
 */
export class DataServer {
  private jvm: Promise<Jvm> | undefined;
  /** The same once it runs. */
  private started: Jvm | undefined;
  /** How many run. */
  private statements = 0;
  private lastStatement = 0;
  private isClosed = false;
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
    // Not before the port is had: who has it may be another control plane of this home.
    rmSync(join(options.home, RESULTS), { recursive: true, force: true });
    return server;
  }

  /**
   * What `SPARK_REMOTE` is for the holder of a token in a workspace: it is valid whether or not the server runs.
   * @param job who works there, for lineage to tell of.
   */
  remote(token: string, workspaceId: string, job?: { jobId: string; runId: string }): string {
    const told = job ? `;x-databricks-job-id=${job.jobId};x-databricks-job-run-id=${job.runId}` : "";
    return `sc://localhost:${this.port}/;token=${token};x-databricks-org-id=${workspaceId}${told}`;
  }

  get port(): number {
    return this.doorway?.port ?? 0;
  }

  /** The process, which is started where there is none. @throws DataServerError */
  running(): Promise<Jvm> {
    this.jvm ??= this.start();
    return this.jvm;
  }

  /**
   * Runs a statement as its caller may, and writes its rows to a folder. One that came to a server which was ending, and
   * was not taken by it, has not run: the next server does.
   * @throws DataServerError where there is no server to run it.
   */
  async execute(id: string, statement: StatementOrder): Promise<StatementOutcome> {
    this.statements++;
    try {
      for (;;) {
        const jvm = await this.running();
        const lost = jvm.ended.then((why) =>
          jvm.pipe.hasTaken(id) || this.isClosed
            ? { error: { message: `The data server ended while the statement ran${why ? `: ${why}` : ""}.` } }
            : undefined,
        );
        const outcome = await Promise.race([jvm.pipe.execute(id, statement), lost]);
        if (outcome) return outcomeSchema.parse(outcome);
        await this.forget(jvm);
      }
    } finally {
      this.statements--;
      this.lastStatement = Date.now();
    }
  }

  /** Where a statement's rows are put. */
  resultsFolder(id: string): string {
    return join(this.options.home, RESULTS, id);
  }

  removeResults(id: string): void {
    rmSync(this.resultsFolder(id), { recursive: true, force: true });
  }

  /** Something has changed in the control plane, which rights may depend on: before anybody hears of that, the server does. */
  tellOfChange(): void {
    this.started?.pipe.tellOfChange();
  }

  /** Stops a statement, if it runs. */
  async cancel(id: string): Promise<void> {
    const jvm = await this.jvm?.catch(() => undefined);
    jvm?.pipe.cancel(id);
  }

  async close(): Promise<void> {
    this.isClosed = true;
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
      this.started = jvm;
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
  private async forget(jvm: Jvm): Promise<void> {
    if (this.started === jvm) this.started = undefined;
    const asked = this.jvm;
    const current = await asked?.catch(() => undefined);
    if (current === jvm && this.jvm === asked) this.jvm = undefined;
  }

  private async endWhenIdle(): Promise<void> {
    const since = this.doorway?.idleSince;
    if (since === undefined || this.statements > 0) return;
    if (Date.now() - Math.max(since, this.lastStatement) > IDLE) await this.end();
  }

  private async end(): Promise<void> {
    const jvm = await this.jvm?.catch(() => undefined);
    this.jvm = undefined;
    await jvm?.stop();
  }
}
