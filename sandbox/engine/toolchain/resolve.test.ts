import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databricksVersion, pinnedPulumi } from "../pinned-versions";
import { GO, Machine } from "../testing/machine";
import { DATABRICKS, PULUMI, ReleaseServer, status } from "../testing/release-server";
import { describeToolchain } from "./describe";
import { removeDamaged } from "./resolve";

jest.setTimeout(30_000);

const INSTALLED = 'echo "v3.256.0"';

let machine: Machine;
let releases: ReleaseServer;

beforeEach(async () => {
  machine = new Machine();
  releases = await ReleaseServer.start();
});

afterEach(async () => {
  machine.remove();
  await releases.stop();
});

test("where there is only Go, both are built, and found again by the next run", async () => {
  machine.install("go", GO);
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
  await machine.install("go", GO).resolve();
  const started = machine.progress.filter(({ state }) => state === "started");
  expect(started.map(({ what }) => what)).toContain("compiling the Pulumi CLI");
  const compiling = started.filter(({ what }) => what.startsWith("compiling"));
  expect(compiling.every(({ remainingSeconds = 0 }) => remainingSeconds > 0)).toBe(true);
  expect(started[0]?.hint).toContain("https://www.pulumi.com/docs/install/");
});

test("two runs at once build once", async () => {
  machine.install("go", GO);
  await Promise.all([machine.resolve(), machine.resolve()]);
  expect(machine.calls.filter((call) => call.startsWith("build"))).toHaveLength(3);
});

test("where the official download can be had, it is taken, though Go is there; and found again without asking", async () => {
  machine.install("go", GO).set({ LAKESTAGE_ENGINE_MIRROR: releases.address });
  const toolchain = await machine.resolve();
  expect(toolchain).toMatchObject({
    source: "downloaded",
    version: pinnedPulumi(),
    languageHost: undefined,
    cached: false,
    databricksPlugin: { source: "official", version: databricksVersion() },
  });
  expect(existsSync(join(toolchain.pulumi, "../pulumi-language-nodejs"))).toBe(true);
  expect(existsSync(join(toolchain.databricksPlugin.directory, "pulumi-resource-databricks"))).toBe(true);
  expect(machine.calls).toEqual([]);
  expect(machine.notes).toEqual([]);

  const requests = [...releases.requests];
  expect(await machine.resolve()).toEqual({ ...toolchain, cached: true });
  expect(releases.requests).toEqual(requests);
});

test("what was built is not downloaded afterwards", async () => {
  const built = await machine.install("go", GO).resolve();
  machine.set({ LAKESTAGE_ENGINE_MIRROR: releases.address });
  expect(await machine.resolve()).toEqual({ ...built, cached: true });
  expect(releases.requests).toEqual([]);
});

test("an installed pulumi fetches the official plugin into our cache, not into the user's home", async () => {
  machine.install("pulumi", INSTALLED).install("pulumi-language-nodejs", "");
  const toolchain = await machine.set({ LAKESTAGE_ENGINE_MIRROR: releases.address }).resolve();
  expect(toolchain).toMatchObject({ source: "path", version: "3.256.0", languageHost: undefined });
  expect(toolchain.databricksPlugin.source).toBe("official");
  expect(toolchain.databricksPlugin.directory.startsWith(machine.cache)).toBe(true);
  expect(existsSync(join(machine.directory, "home"))).toBe(false);
  expect(releases.requestsOf("sdk/")).toEqual([]);
});

test("an installed pulumi with its plugin needs nothing else", async () => {
  const plugin = join(machine.directory, "home/plugins", `resource-databricks-v${databricksVersion()}`);
  mkdirSync(plugin, { recursive: true });
  const toolchain = await machine.install("pulumi", INSTALLED).install("pulumi-language-nodejs", "").resolve();
  expect(toolchain).toMatchObject({ source: "path", cached: true });
  expect(toolchain.databricksPlugin).toMatchObject({ directory: plugin, source: "official" });
  expect(existsSync(machine.cache)).toBe(false);
});

test("an installed pulumi without a network uses a plugin built with Go", async () => {
  machine.install("pulumi", INSTALLED).install("pulumi-language-nodejs", "").install("go", GO);
  const toolchain = await machine.resolve();
  expect(toolchain.source).toBe("path");
  expect(toolchain.databricksPlugin.source).toBe("built");
});

test("an installed pulumi without a network and without Go says what to do", async () => {
  machine.install("pulumi", INSTALLED).install("pulumi-language-nodejs", "");
  await expect(machine.resolve()).rejects.toThrow(/could not be downloaded: .*refused.*\n.*Go 1\.26/s);
});

test("without a network the build follows, and one line says why", async () => {
  const toolchain = await machine.install("go", GO).resolve();
  expect(toolchain).toMatchObject({ source: "built", databricksPlugin: { source: "built" } });
  expect(machine.notes).toEqual([
    "The Pulumi CLI could not be downloaded: 127.0.0.1:9 was not reached: the connection is refused (ECONNREFUSED). " +
      "It is built from its Go modules instead, which takes minutes.",
  ]);
});

test("where only the provider is not published, only the provider is built", async () => {
  releases.happen(DATABRICKS.checksums, status(404));
  machine.install("go", GO).set({ LAKESTAGE_ENGINE_MIRROR: releases.address });
  expect(await machine.resolve()).toMatchObject({ source: "downloaded", databricksPlugin: { source: "built" } });
  expect(machine.notes.join()).toContain("The Databricks provider could not be downloaded");
});

test("without anything the message says what was tried and what to install", async () => {
  const resolving = machine.resolve();
  await expect(resolving).rejects.toMatchObject({ name: "ToolchainError", problem: "download-failed" });
  await expect(resolving).rejects.toThrow("LAKESTAGE_ENGINE_MIRROR");
  await expect(resolving).rejects.toThrow("https://www.pulumi.com/docs/install/");
  await expect(resolving).rejects.toThrow("https://go.dev/doc/install");
});

test("a Go that cannot reach its modules is explained, and leaves nothing in the cache", async () => {
  machine.install(
    "go",
    'case "$1" in version) echo "go version go1.26.8 linux/amd64" ;; *) echo "dial tcp: no such host" >&2; exit 1 ;; esac',
  );
  const resolving = machine.resolve();
  await expect(resolving).rejects.toMatchObject({ name: "ToolchainError", problem: "no-network" });
  await expect(resolving).rejects.toThrow("The official download was tried before: 127.0.0.1:9 was not reached");
  expect(
    (await describeToolchain({ cacheDirectory: machine.cache, environment: machine.environment })).cache,
  ).toMatchObject({
    pulumiBuilt: false,
    databricksBuilt: false,
  });
});

test("an engine that fails without a word is read whole, and removed only if it is not what it was", async () => {
  const toolchain = await machine.set({ LAKESTAGE_ENGINE_MIRROR: releases.address }).resolve();
  expect(await removeDamaged(toolchain)).toEqual([]);
  const bytes = readFileSync(toolchain.pulumi);
  bytes.write("zeros", bytes.length / 2 + 5_000);
  writeFileSync(toolchain.pulumi, bytes);
  expect(await removeDamaged(toolchain)).toEqual([expect.stringContaining("pulumi is not what it was")]);
  expect(existsSync(toolchain.pulumi)).toBe(false);
  expect(await machine.resolve()).toEqual(toolchain);
});

describe("the description of a machine", () => {
  const describeMachine = () => describeToolchain({ cacheDirectory: machine.cache, environment: machine.environment });

  test("changes nothing, and says of each way whether it is open, and why not", async () => {
    machine.install("pulumi", 'echo "v3.150.0"').install("go", GO).set({ LAKESTAGE_ENGINE_MIRROR: releases.address });
    const description = await describeMachine();
    expect(description.pulumi.found?.version).toBe("3.150.0");
    expect(description.pulumi.unusable).toContain("older than 3.200.0");
    expect(description.chosen).toEqual({ pulumi: ["download", "build"], databricks: ["download", "build"] });
    expect(description.ways.pulumi).toEqual([
      { way: "path", state: "passed-over", because: expect.stringContaining("older than 3.200.0") },
      { way: "cache", state: "passed-over", because: "nothing was downloaded or built yet" },
      { way: "download", state: "tried", because: releases.address },
      { way: "build", state: "tried", because: expect.stringContaining("Go 1.26.8") },
    ]);
    expect(existsSync(machine.cache)).toBe(false);
    expect(releases.requests).toEqual([]);
  });

  test("tells a pulumi that does not answer from none", async () => {
    const { pulumi } = await describeMachine();
    expect(pulumi.found).toBeUndefined();
    machine.install("pulumi", "exit 3");
    expect((await describeMachine()).pulumi.unusable).toContain("unknown version");
  });

  test("says what was used, and where that came from", async () => {
    await machine.set({ LAKESTAGE_ENGINE_MIRROR: releases.address }).resolve();
    const { ways } = await describeMachine();
    const [, cache, download, build] = ways.pulumi;
    expect(cache).toMatchObject({
      state: "taken",
      because: expect.stringMatching(`${releases.address}/${PULUMI.checksums}, sha256`),
    });
    expect(download?.state).toBe("not-needed");
    expect(build).toEqual({ way: "build", state: "not-needed", because: "Go was not found" });
    expect(ways.databricks[1]?.because).toContain("sha1");
  });

  test("says when a download failed, and why, until one succeeds", async () => {
    await machine.install("go", GO).resolve();
    const { download, ways } = await describeMachine();
    expect(download.lastFailure).toMatchObject({ because: expect.stringContaining("was not reached") });
    expect(Date.parse(download.lastFailure?.at ?? "")).not.toBeNaN();
    expect(ways.pulumi[2]?.because).toMatch(/failed on .*: 127\.0\.0\.1:9 was not reached/);
  });
});
