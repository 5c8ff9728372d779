import { statSync } from "node:fs";
import { join } from "node:path";
import { ToolchainError } from "../toolchain-error";
import { runInGroup } from "./child-group";

/** What a command takes to be compiled: its packages that no earlier build has left in Go's cache. */
export class StalePackages {
  /** @param sizes bytes of source of each: about what its time goes by. */
  constructor(private readonly sizes: ReadonlyMap<string, number>) {}

  get count(): number {
    return this.sizes.size;
  }

  get bytes(): number {
    return this.bytesOf([...this.sizes.keys()]);
  }

  has(name: string): boolean {
    return this.sizes.has(name);
  }

  bytesOf(names: readonly string[]): number {
    return names.reduce((sum, name) => sum + (this.sizes.get(name) ?? 0), 0);
  }
}

/** How a command is built. What is compiled, and so what is stale, depends on it. */
export interface BuildFlags {
  readonly ldflags?: string;
  readonly overlay?: string;
}

export interface BuildOptions {
  readonly flags?: BuildFlags;
  /** An empty folder for what the build writes meanwhile. Default: Go chooses one. */
  readonly scratch?: string;
  /** Told of each package when its compilation begins; what Go has already passes in silence. Default: nobody is told. */
  readonly onPackage?: (name: string) => void;
}

/** Runs Go in one of our modules. Modules and compiled packages stay in the user's own Go caches, shared by both modules. */
export class GoCommand {
  constructor(
    private readonly go: string,
    private readonly moduleDirectory: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Downloads every module that the command needs, and finds out what there is to compile. */
  async stalePackages(command: string, flags: BuildFlags = {}): Promise<StalePackages> {
    const fields = '{{.Stale}}\t{{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles "\\t"}}';
    const stdout = await this.#run(["list", ...common(flags), "-deps", "-f", fields, command]);
    const sizes = new Map<string, number>();
    for (const line of stdout.split("\n")) {
      const [stale, name, directory, ...files] = line.split("\t");
      if (stale !== "true" || name === undefined || directory === undefined) continue;
      sizes.set(name, sizeOf(files.map((file) => join(directory, file))));
    }
    return new StalePackages(sizes);
  }

  /** Builds a command into a file: stripped, and without this machine's paths in it. */
  async build(command: string, output: string, { flags = {}, scratch, onPackage }: BuildOptions = {}): Promise<void> {
    const more = scratch === undefined ? {} : { GOTMPDIR: scratch };
    await this.#run(["build", "-v", ...common(flags), "-o", output, command], onPackage, more);
  }

  async #run(
    parameters: string[],
    onErrorLine: (line: string) => void = () => {},
    more: NodeJS.ProcessEnv = {},
  ): Promise<string> {
    const { stdout, stderr, failed, signal } = await runInGroup(
      this.go,
      parameters,
      {
        directory: this.moduleDirectory,
        // A workspace, or flags meant for the user's own modules, must not reach ours.
        environment: { ...this.environment, GOWORK: "off", GOFLAGS: "-mod=readonly", ...more },
      },
      onErrorLine,
    );
    if (failed) throw buildError(parameters[0] ?? "", stderr, signal);
    return stdout;
  }
}

function common({ ldflags = "", overlay }: BuildFlags): string[] {
  const flags = ["-trimpath", "-buildvcs=false", "-ldflags", `-s -w ${ldflags}`.trim()];
  return overlay === undefined ? flags : [...flags, "-overlay", overlay];
}

function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Explains a failed `go` command by what Go said; what cannot be explained is shown. */
export function buildError(subcommand: string, stderr: string, signal?: string): ToolchainError {
  if (/no space left on device/.test(stderr)) {
    return new ToolchainError(
      "no-space",
      "The disk is full: building the engine and the provider needs 6 GB for Go's caches.",
    );
  }
  if (
    /dial tcp|no such host|i\/o timeout|TLS handshake|connection re(fused|set)|proxyconnect|: 50\d |: 40[37] /.test(
      stderr,
    )
  ) {
    return new ToolchainError(
      "no-network",
      `Go could not download a module: ${lastLines(stderr, 1)}\n` +
        "Check the network, or set GOPROXY to a module proxy that this machine reaches, and run this again: " +
        "what has been downloaded is kept.",
    );
  }
  if (/requires go >= /.test(stderr)) {
    return new ToolchainError(
      "build-failed",
      `Go is too old: ${lastLines(stderr, 1)}. Install a newer one (https://go.dev/doc/install).`,
    );
  }
  if (signal === "SIGKILL" || /signal: killed/.test(stderr)) {
    return new ToolchainError("build-failed", "The build was killed, most likely for want of memory: it needs 4 GB.");
  }
  return new ToolchainError("build-failed", `go ${subcommand} failed:\n${lastLines(stderr, 15)}`);
}

function lastLines(text: string, count: number): string {
  return text.trim().split("\n").slice(-count).join("\n");
}
