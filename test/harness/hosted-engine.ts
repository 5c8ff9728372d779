import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import execa, { type ExecaChildProcess } from "execa";
import { stringify } from "yaml";
import { resolveToolchain } from "../../sandbox/engine";
import { CHECKOUT } from "./estate";

const PROJECT = "hosted";
/** What the program's stacks are made of. */
const STASH = "pulumi:index:Stash";

/**
 * The real engine with stacks of its own in a folder of its own, and a process that hosts `test/program-host/program.ts` for
 * it. Call `dispose` whatever happens.
 */
export class HostedEngine {
  private constructor(
    readonly directory: string,
    private readonly pulumi: string,
    private readonly host: ChildProcess,
    /** Where the host is reached. */
    private readonly address: string,
    private readonly said: { errors: string },
  ) {}

  static async start(): Promise<HostedEngine> {
    const { pulumi } = await resolveToolchain({ onProgress: () => {} });
    const directory = realpathSync(mkdtempSync(join(tmpdir(), "lakestage-hosted-")));
    mkdirSync(join(directory, "state"));
    writeFileSync(join(directory, "Pulumi.yaml"), stringify({ name: PROJECT, runtime: "nodejs" }));
    const host = spawn(
      process.execPath,
      ["--require", require.resolve("tsx/cjs"), join(CHECKOUT, "test/program-host/host.ts")],
      { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, FORCE_COLOR: "0" } },
    );
    const said = { errors: "" };
    host.stderr.on("data", (chunk) => {
      said.errors += String(chunk);
    });
    const [address] = (await once(createInterface({ input: host.stdout }), "line")) as [string];
    return new HostedEngine(directory, pulumi, host, address, said);
  }

  private readonly engines: ExecaChildProcess[] = [];

  /** A place for a file with which stacks tell each other how far they are. */
  file = (name: string): string => join(this.directory, name);

  /** Makes a stack with these settings. */
  async stack(name: string, settings: Record<string, unknown>): Promise<void> {
    const config = Object.entries(settings).map(([key, value]) => [`${PROJECT}:${key}`, value]);
    writeFileSync(this.file(`Pulumi.${name}.yaml`), stringify({ config: Object.fromEntries(config) }));
    const { all, exitCode } = await this.ask("stack", "init", name, "--no-select");
    if (exitCode !== 0) throw new Error(all);
  }

  /** Brings a stack up, with the program of the host. */
  up(stack: string): ExecaChildProcess {
    const engine = this.ask("up", "--yes", "--skip-preview", "--client", this.address, "--stack", stack);
    this.engines.push(engine);
    return engine;
  }

  /** What the stack's program has returned. */
  outputs(stack: string): unknown {
    return this.resources(stack).find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
  }

  /** What the stack's program has made, by name. */
  names = (stack: string): string[] =>
    this.resources(stack).flatMap(({ type, urn }) => (type === STASH ? [urn.split("::").at(-1) ?? ""] : []));

  private resources(stack: string): { type: string; urn: string; outputs?: unknown }[] {
    const file = this.file(`state/.pulumi/stacks/${PROJECT}/${stack}.json`);
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8"));
    return checkpoint.latest?.resources ?? [];
  }

  private ask(...parameters: string[]): ExecaChildProcess {
    return execa(this.pulumi, [...parameters, "--non-interactive", "--color", "never"], {
      cwd: this.directory,
      reject: false,
      all: true,
      stdin: "ignore",
      env: {
        PULUMI_HOME: this.file("home"),
        PULUMI_BACKEND_URL: pathToFileURL(this.file("state")).href,
        PULUMI_CONFIG_PASSPHRASE: "hosted",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      },
    });
  }

  /** Tells the host something in a line. */
  tellHost(line: string): void {
    this.host.stdin?.write(`${line}\n`);
  }

  /** Lets the host close, and waits until its process has ended by itself. */
  async closeHost(): Promise<{ code: number | null; errors: string }> {
    this.host.stdin?.end();
    return await this.hostEnded();
  }

  async hostEnded(): Promise<{ code: number | null; errors: string }> {
    const { exitCode } = this.host;
    const [code] = exitCode === null ? ((await once(this.host, "close")) as [number | null]) : [exitCode];
    return { code, errors: this.said.errors };
  }

  dispose(): void {
    for (const process of [...this.engines, this.host]) process.kill("SIGKILL");
    rmSync(this.directory, { recursive: true, force: true });
  }
}
