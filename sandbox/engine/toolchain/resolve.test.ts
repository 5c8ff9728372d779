import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describeToolchain } from "./describe";
import { databricksVersion, pinnedPulumi } from "./pinned-versions";
import { resolveToolchain } from "./resolve";
import type { Toolchain, ToolchainProgress } from "./toolchain";

/** A machine whose PATH holds only what a test puts there. */
class Machine {
  readonly directory = mkdtempSync(join(tmpdir(), "lakestage-machine-"));
  readonly cache = join(this.directory, "cache");
  readonly log = join(this.directory, "log");
  readonly progress: ToolchainProgress[] = [];

  /** Installs a program; its script may append to `$LOG`. */
  install(name: string, script: string): this {
    const file = join(this.directory, "bin", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return this;
  }

  get environment(): NodeJS.ProcessEnv {
    const PATH = join(this.directory, "bin");
    return { PATH, HOME: this.directory, PULUMI_HOME: join(this.directory, "home"), LOG: this.log };
  }

  resolve(): Promise<Toolchain> {
    return resolveToolchain({
      cacheDirectory: this.cache,
      environment: this.environment,
      onProgress: (progress) => this.progress.push(progress),
    });
  }

  get calls(): string[] {
    return existsSync(this.log) ? readFileSync(this.log, "utf8").trim().split("\n") : [];
  }
}

/** A Go that makes each program a script; the schema generator that it "builds" writes what the real one writes. */
const GO = `
case "$1" in
  version) echo "go version go1.26.8 linux/amd64" ;;
  list) echo "$@" >> "$LOG"; echo runtime; echo main ;;
  build)
    while [ "$1" != "-o" ]; do shift; done
    echo "build $3" >> "$LOG"
    echo main >&2
    printf '#!/bin/sh\\ncd "$3" && echo "{}" > schema.json && echo "{}" > bridge-metadata.json\\n' > "$2"
    /bin/chmod +x "$2" ;;
esac`;

const PULUMI = `
case "$1" in
  version) echo "v3.256.0" ;;
  plugin) /bin/mkdir -p "$PULUMI_HOME/plugins/resource-databricks-v$5" ;;
esac`;

const NO_NETWORK = `
case "$1" in
  version) echo "v3.256.0" ;;
  *) echo "error: dial tcp: no such host" >&2; exit 1 ;;
esac`;

test("where there is only Go, both are built, and found again by the next run", async () => {
  const machine = new Machine().install("go", GO);
  const toolchain = await machine.resolve();
  expect(toolchain).toMatchObject({ source: "built", version: pinnedPulumi(), cached: false });
  expect(toolchain.databricksPlugin).toMatchObject({ source: "built", version: databricksVersion() });
  expect(existsSync(toolchain.pulumi)).toBe(true);
  expect(existsSync(join(toolchain.databricksPlugin.directory, "pulumi-resource-databricks"))).toBe(true);
  expect(existsSync(join(toolchain.languageHost ?? "", "pulumi-language-nodejs"))).toBe(true);
  const calls = machine.calls;
  expect(calls.filter((call) => call.startsWith("build"))).toEqual([
    "build github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    "build ./cmd/generate-schema",
    "build ./cmd/pulumi-resource-databricks",
  ]);

  expect(await machine.resolve()).toEqual({ ...toolchain, cached: true });
  expect(machine.calls).toEqual(calls);
});

test("a build says what it does, how long it takes and what makes it unnecessary", async () => {
  const machine = new Machine().install("go", GO);
  await machine.resolve();
  const started = machine.progress.filter(({ state }) => state === "started");
  expect(started.map(({ what }) => what)).toContain("compiling the Pulumi CLI");
  expect(started.every(({ expectedSeconds }) => expectedSeconds > 0)).toBe(true);
  expect(started[0]?.hint).toContain("https://www.pulumi.com/docs/install/");
});

test("two runs at once build once", async () => {
  const machine = new Machine().install("go", GO);
  await Promise.all([machine.resolve(), machine.resolve()]);
  expect(machine.calls.filter((call) => call.startsWith("build"))).toHaveLength(3);
});

test("an installed pulumi fetches the official plugin into our cache, not into the user's home", async () => {
  const machine = new Machine().install("pulumi", PULUMI).install("pulumi-language-nodejs", "");
  const toolchain = await machine.resolve();
  expect(toolchain).toMatchObject({ source: "path", version: "3.256.0", languageHost: undefined });
  expect(toolchain.databricksPlugin.source).toBe("official");
  expect(toolchain.databricksPlugin.directory.startsWith(machine.cache)).toBe(true);
  expect(existsSync(join(machine.directory, "home"))).toBe(false);
});

test("an installed pulumi without a network uses a plugin built with Go", async () => {
  const machine = new Machine().install("pulumi", NO_NETWORK).install("pulumi-language-nodejs", "").install("go", GO);
  const toolchain = await machine.resolve();
  expect(toolchain.source).toBe("path");
  expect(toolchain.databricksPlugin.source).toBe("built");
});

test("an installed pulumi without a network and without Go says what to do", async () => {
  const machine = new Machine().install("pulumi", NO_NETWORK).install("pulumi-language-nodejs", "");
  await expect(machine.resolve()).rejects.toThrow(/could not be downloaded: .*no such host\n.*install Go 1\.26/s);
});

test("where there is only npm, the official CLI is downloaded", async () => {
  const npm = `
home="$PULUMI_HOME/versions/${pinnedPulumi()}/bin"
/bin/mkdir -p "$home"
printf '#!/bin/sh\\n/bin/mkdir -p "$PULUMI_HOME/plugins/resource-databricks-v${databricksVersion()}"\\n' > "$home/pulumi"
/bin/chmod +x "$home/pulumi"`;
  const toolchain = await new Machine().install("npm", npm).resolve();
  expect(toolchain).toMatchObject({ source: "npm", version: pinnedPulumi(), languageHost: undefined });
  expect(toolchain.databricksPlugin.source).toBe("official");
});

test("a Go that cannot reach its modules is explained, and leaves nothing in the cache", async () => {
  const machine = new Machine().install(
    "go",
    'case "$1" in version) echo "go version go1.26.8 linux/amd64" ;; *) echo "dial tcp: no such host" >&2; exit 1 ;; esac',
  );
  await expect(machine.resolve()).rejects.toMatchObject({ name: "ToolchainError", problem: "no-network" });
  expect(
    (await describeToolchain({ cacheDirectory: machine.cache, environment: machine.environment })).cache,
  ).toMatchObject({
    pulumiBuilt: false,
    databricksBuilt: false,
  });
});

test("a machine is described without changing it", async () => {
  const machine = new Machine().install("pulumi", 'echo "v3.150.0"').install("go", GO);
  const description = await describeToolchain({ cacheDirectory: machine.cache, environment: machine.environment });
  expect(description.pulumi.found?.version).toBe("3.150.0");
  expect(description.pulumi.unusable).toContain("older than 3.200.0");
  expect(description.chosen).toEqual({ pulumi: "build", databricks: ["build"] });
  expect(existsSync(machine.cache)).toBe(false);
});
