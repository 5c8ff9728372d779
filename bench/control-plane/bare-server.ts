import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "../../test/harness/free-ports";
import { processorSeconds } from "../measure/processor-time";
import type { LoadedServer } from "./load";

/** What the server answers with: the control plane's HTTP server alone, or Hono's routes on it, as before. */
export type BareServerKind = "adapter" | "hono";

/** From the start of a process until it answers. */
export interface Start {
  seconds: number;
  /** Undefined where the system does not tell. */
  processorSeconds: number | undefined;
}

/** `peer.ts` as a process, with a database of its own. */
export class BareServer {
  private constructor(
    private readonly directory: string,
    private readonly port: number,
    private readonly kind: BareServerKind,
    private readonly tokens: readonly string[],
  ) {}

  private child: ChildProcess | undefined;

  static async start(kind: BareServerKind, tokens: readonly string[]): Promise<BareServer> {
    const directory = mkdtempSync(join(tmpdir(), "lakestage-peer-"));
    const server = new BareServer(directory, await freePorts(1), kind, tokens);
    await server.launch();
    return server;
  }

  get loaded(): LoadedServer {
    return { address: `http://127.0.0.1:${this.port}`, pid: this.child?.pid ?? 0 };
  }

  /** Ends the process, and starts it on the database that there is. */
  async restart(): Promise<Start> {
    const ended = new Promise((resolve) => this.child?.once("exit", resolve));
    this.child?.kill("SIGKILL");
    await ended;
    return await this.launch();
  }

  stop(): void {
    this.child?.kill("SIGKILL");
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async launch(): Promise<Start> {
    const started = performance.now();
    const args = [join(this.directory, "peer.db"), String(this.port), this.kind, ...this.tokens];
    const child = fork(join(__dirname, "peer.ts"), args, { execArgv: ["--require", require.resolve("tsx/cjs")] });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once("message", () => resolve());
      child.once("exit", (code) => reject(new Error(`the bare server ended with ${code}`)));
    });
    const seconds = (performance.now() - started) / 1000;
    return { seconds, processorSeconds: processorSeconds(child.pid ?? 0) };
  }
}
