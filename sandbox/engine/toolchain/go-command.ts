import execa from "execa";
import type { Advance } from "./long-step";
import { ToolchainError } from "./toolchain-error";

/** Runs Go in one of our modules. Modules and compiled packages stay in the user's own Go caches, shared by both modules. */
export class GoCommand {
  constructor(
    private readonly go: string,
    private readonly moduleDirectory: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Names every package that the command consists of, and so downloads every module that it needs. */
  async packages(command: string): Promise<string[]> {
    const { stdout } = await this.#run(["list", "-deps", command]);
    return stdout.split("\n").filter((line) => line !== "");
  }

  /** Builds a command into a file: stripped, and without this machine's paths in it. */
  async build(
    command: string,
    output: string,
    flags: { ldflags?: string; overlay?: string },
    advance: Advance,
    total: number,
  ) {
    const args = ["build", "-v", "-trimpath", "-buildvcs=false", "-ldflags", `-s -w ${flags.ldflags ?? ""}`.trim()];
    if (flags.overlay !== undefined) args.push("-overlay", flags.overlay);
    let done = 0;
    // With -v Go names each package as it is compiled; cached ones pass in silence.
    await this.#run([...args, "-o", output, command], (line) => {
      if (!line.startsWith("go: ")) advance(++done, total);
    });
  }

  async #run(args: string[], onLine: (line: string) => void = () => {}): Promise<{ stdout: string }> {
    const child = execa(this.go, args, {
      cwd: this.moduleDirectory,
      // A workspace, or flags meant for the user's own modules, must not reach ours.
      env: { ...this.environment, GOWORK: "off", GOFLAGS: "-mod=readonly" },
      extendEnv: false,
      reject: false,
    });
    child.stderr?.on("data", (chunk: Buffer) => String(chunk).split("\n").filter(Boolean).forEach(onLine));
    const { stdout, stderr, failed, signal } = await child;
    if (failed) throw buildError(args[0] ?? "", stderr, signal);
    return { stdout };
  }
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
