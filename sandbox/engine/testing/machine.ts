import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { resolveToolchain } from "../toolchain/resolve";
import type { Toolchain, ToolchainOptions, ToolchainProgress } from "../toolchain/toolchain";

/** A port that nothing listens on: whoever connects is refused at once. */
const NOTHING_THERE = "http://127.0.0.1:9";

/** On a busy machine, too, nothing is given up that goes well. */
export const PATIENCE = { answer: 20_000, bytes: 20_000, pause: 1 };

/** A machine whose PATH holds only what a test puts there, and that reaches what a test says; by default nothing. */
export class Machine {
  readonly directory = mkdtempSync(join(tmpdir(), "lakestage-machine-"));
  readonly cache = join(this.directory, "cache");
  readonly log = join(this.directory, "log");
  readonly progress: ToolchainProgress[] = [];
  readonly notes: string[] = [];
  readonly settings: NodeJS.ProcessEnv = { LAKESTAGE_ENGINE_MIRROR: NOTHING_THERE };

  /** Installs a program; its script may append to `$LOG`. */
  install(name: string, script: string): this {
    const file = join(this.directory, "bin", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return this;
  }

  /** Sets variables of its environment. */
  set(settings: NodeJS.ProcessEnv): this {
    Object.assign(this.settings, settings);
    return this;
  }

  get environment(): NodeJS.ProcessEnv {
    const PATH = join(this.directory, "bin");
    return { PATH, HOME: this.directory, PULUMI_HOME: join(this.directory, "home"), LOG: this.log, ...this.settings };
  }

  resolve(more: Partial<ToolchainOptions> = {}): Promise<Toolchain> {
    return resolveToolchain({
      cacheDirectory: this.cache,
      environment: this.environment,
      onProgress: (progress) => this.progress.push(progress),
      onNote: (line) => this.notes.push(line),
      patience: PATIENCE,
      ...more,
    });
  }

  /** What the installed programs were called with. */
  get calls(): string[] {
    return existsSync(this.log) ? readFileSync(this.log, "utf8").trim().split("\n") : [];
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** A Go that makes each program a script; the schema generator that it "builds" writes what the real one writes. */
export const GO = `
case "$1" in
  version) echo "go version go1.26.8 linux/amd64" ;;
  list) echo "$@" >> "$LOG"; printf 'false\\truntime\\t/x\\trt.go\\ntrue\\tmain\\t/x\\tmain.go\\n' ;;
  build)
    while [ "$1" != "-o" ]; do shift; done
    echo "build $3" >> "$LOG"
    echo main >&2
    printf '#!/bin/sh\\ncd "$3" && echo "{}" > schema.json && echo "{}" > bridge-metadata.json\\n' > "$2"
    /bin/chmod +x "$2" ;;
esac`;
