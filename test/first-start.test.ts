import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { defaultCacheDirectory } from "../sandbox/engine/cache/cache-directory";
import { breakAfter, PULUMI, ReleaseServer, stallAfter } from "../sandbox/engine/testing/release-server";
import { isAlive } from "../sandbox/lifecycle";
import { withoutCompilingNotice } from "./harness/compiling-notice";

const PROGRAM = join(__dirname, "../bin/lakestage.js");

jest.setTimeout(60_000);

let directory: string;
let releases: ReleaseServer;
const running: ChildProcess[] = [];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "lakestage-first-"));
  mkdirSync(join(directory, "bin"));
  symlinkSync("/bin/sleep", join(directory, "bin/sleep"));
  // The command's own compiled code is not what is tested.
  const compiled = join(defaultCacheDirectory(process.env), "compiled");
  mkdirSync(compiled, { recursive: true });
  mkdirSync(cache());
  symlinkSync(compiled, join(cache(), "compiled"));
  releases = await ReleaseServer.start();
});

afterEach(async () => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  await releases.stop();
  rmSync(directory, { recursive: true, force: true });
});

const cache = (): string => join(directory, "cache");
const inCache = (): string[] => readdirSync(join(cache(), "engine"));

interface Command {
  child: ChildProcess;
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Runs a command as a user does on a machine whose PATH has only what is put into `bin`. */
function lakestage(parameters: string[], environment: NodeJS.ProcessEnv = {}): Command {
  const child = spawn(process.execPath, [PROGRAM, ...parameters], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: join(directory, "bin"),
      HOME: directory,
      LAKESTAGE_CACHE: cache(),
      LAKESTAGE_HOME: join(directory, "home"),
      LAKESTAGE_PORT: "17480",
      LAKESTAGE_ENGINE_MIRROR: releases.address,
      ...environment,
    },
  });
  running.push(child);
  const said = { stdout: "", stderr: "" };
  child.stdout?.on("data", (text) => {
    said.stdout += text;
  });
  child.stderr?.on("data", (text) => {
    said.stderr += text;
  });
  return { child, ended: once(child, "close").then(([code]) => ({ code: code as number | null, ...said })) };
}

async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await pause(50);
}

const downloadRuns = (): Promise<void> => until(() => existsSync(part()) && readFileSync(part()).length >= 20_000);
const part = (): string => join(cache(), "engine/downloads", basename(PULUMI.archive));

describe("a first start that downloads", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "ends at once on %s, keeps what has come, and the next one goes on from there",
    async (signal, expected) => {
      releases.happen(PULUMI.archive, stallAfter(20_000));
      const { child, ended } = lakestage(["engine"]);
      await downloadRuns();
      child.kill(signal);
      expect((await ended).code).toBe(expected);
      expect(inCache().filter((name) => name.includes(".partial-"))).toEqual([]);

      const { code, stdout } = await lakestage(["engine"]).ended;
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("(the official download)") });
      expect(releases.requestsOf(PULUMI.archive).at(-1)).toBe(`GET ${PULUMI.archive} bytes=20000-`);
    },
  );

  test("is taken up by the next one, too, when it was killed", async () => {
    releases.happen(PULUMI.archive, stallAfter(20_000));
    const { child, ended } = lakestage(["engine"]);
    await downloadRuns();
    child.kill("SIGKILL");
    await ended;
    expect((await lakestage(["engine"]).ended).code).toBe(0);
    expect(releases.requestsOf(PULUMI.archive).at(-1)).toBe(`GET ${PULUMI.archive} bytes=20000-`);
    expect(inCache().filter((name) => name.includes(".partial-"))).toEqual([]);
  });

  test("of two at once downloads once", async () => {
    releases.happen(PULUMI.archive, breakAfter(20_000));
    const codes = await Promise.all([lakestage(["engine"]).ended, lakestage(["engine"]).ended]);
    expect(codes.map(({ code }) => code)).toEqual([0, 0]);
    expect(releases.requestsOf(PULUMI.archive)).toHaveLength(2);
  });
});

describe("a first start that builds", () => {
  /** A Go whose compiler runs until it is ended; `pids` gets the process ids of both. */
  const ENDLESS = `#!/bin/sh
case "$1" in
  version) echo "go version go1.26.8 linux/amd64" ;;
  list) printf 'true\\tmain\\t/x\\tmain.go\\n' ;;
  build) echo main >&2; sleep 1000 & echo "$$ $!" > "$PIDS"; wait ;;
esac
`;
  const pidsFile = (): string => join(directory, "pids");
  const build = (): Command =>
    lakestage(["engine"], { PIDS: pidsFile(), LAKESTAGE_ENGINE_MIRROR: "http://127.0.0.1:9" });
  const builds = (): Promise<void> => until(() => existsSync(pidsFile()) && readFileSync(pidsFile(), "utf8") !== "");

  beforeEach(() => {
    writeFileSync(join(directory, "bin/go"), ENDLESS);
    chmodSync(join(directory, "bin/go"), 0o755);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("ends at once on %s, and leaves nothing running and nothing half done", async (signal, expected) => {
    const { child, ended } = build();
    await builds();
    const pids = readFileSync(pidsFile(), "utf8").trim().split(" ").map(Number);
    expect(pids.map((pid) => isAlive(pid))).toEqual([true, true]);
    child.kill(signal);
    expect((await ended).code).toBe(expected);
    await until(() => !pids.some((pid) => isAlive(pid)));
    expect(inCache().filter((name) => /^pulumi|lock/.test(name))).toEqual([]);
  });

  test("lets another one wait for it, which a signal ends at once", async () => {
    const first = build();
    await builds();
    const { child, ended } = build();
    let said = "";
    child.stderr?.on("data", (text) => {
      said += text;
    });
    await until(() => said.includes("waiting for another lakestage"));
    child.kill("SIGTERM");
    expect((await ended).code).toBe(143);
    first.child.kill("SIGTERM");
    expect((await first.ended).code).toBe(143);
  });
});

describe("a machine on which little can be written", () => {
  test("gets one message that names the cache and its variable, and 3", async () => {
    const file = join(directory, "bin/file");
    writeFileSync(file, "");
    const { code, stderr } = await lakestage(["engine"], { LAKESTAGE_CACHE: file }).ended;
    expect(code).toBe(3);
    expect(withoutCompilingNotice(stderr)).toBe(
      `The engine's cache, ${file}, cannot be written: there is a file in its place. ` +
        "Set LAKESTAGE_CACHE to a folder that can, and run this again.\n",
    );
  });

  test.each([[["up", "dev"]], [["sandbox", "start"]], [["env"]]])(
    "gets one message that names the home and its variable, and 3: %s",
    async (parameters) => {
      const home = join(directory, "bin/file/home");
      writeFileSync(join(directory, "bin/file"), "");
      const { code, stderr } = await lakestage(parameters, { LAKESTAGE_HOME: home }).ended;
      expect(code).toBe(3);
      expect(withoutCompilingNotice(stderr)).toBe(
        `The sandbox's folder, ${home}, cannot be written: there is a file in its place. ` +
          "Set LAKESTAGE_HOME to a folder that can, and run this again.\n",
      );
    },
  );

  test("is explained by doctor, as data too", async () => {
    const file = join(directory, "bin/file");
    writeFileSync(file, "");
    const proxy = { HTTPS_PROXY: "http://me:s3cret@proxy.example:3128" };
    const { code, stdout } = await lakestage(["doctor", "--json"], { LAKESTAGE_CACHE: file, ...proxy }).ended;
    expect(code).toBe(3);
    const findings = JSON.parse(stdout) as { what: string }[];
    const finding = (what: string) => findings.find((one) => one.what === what);
    expect(finding("engine cache")).toMatchObject({
      state: "missing",
      found: `${file} cannot be written: there is a file in its place`,
      todo: expect.stringContaining("LAKESTAGE_CACHE"),
    });
    expect(finding("engine")).toMatchObject({
      ways: [
        { way: "path", state: "passed-over" },
        { way: "cache", state: "passed-over" },
        { way: "download", state: "tried", because: releases.address },
        { way: "build" },
      ],
    });
    expect(finding("proxies")).toMatchObject({
      found: expect.stringContaining("HTTPS_PROXY=http://proxy.example:3128"),
    });
    expect(stdout).not.toContain("s3cret");
  });
});

describe("an environment with proxies", () => {
  /** Refuses everything, and keeps what was asked of it. */
  let proxy: Server;
  const asked: string[] = [];
  const environment = (): NodeJS.ProcessEnv => {
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const proxies = ["http_proxy", "https_proxy", "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
    return {
      ...Object.fromEntries(proxies.map((name) => [name, address])),
      no_proxy: "corp.example",
      NO_PROXY: "corp.example",
      // With it, Node 22 and 24 send their own requests through proxies, too.
      NODE_USE_ENV_PROXY: "1",
    };
  };

  beforeEach(async () => {
    asked.length = 0;
    proxy = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(502).end();
    });
    proxy.on("connect", (request, socket) => {
      asked.push(`${request.method} ${request.url}`);
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  });
  afterEach(() => new Promise((closed) => proxy.close(closed)));

  test("downloads through them", async () => {
    const mirror = "http://releases.lakestage.example";
    const { code } = await lakestage(["engine"], { ...environment(), LAKESTAGE_ENGINE_MIRROR: mirror }).ended;
    expect(code).toBe(3);
    expect(asked).toContain("CONNECT releases.lakestage.example:80");
    expect(asked.filter((request) => request.includes("127.0.0.1"))).toEqual([]);
  });

  test("reaches the sandbox without them", async () => {
    const commands = [
      ["sandbox", "start"],
      ["sandbox", "status"],
      ["sandbox", "fault", "list"],
      ["sandbox", "stop"],
    ];
    for (const command of commands)
      expect([command, (await lakestage(command, environment()).ended).code]).toEqual([command, 0]);
    expect(asked).toEqual([]);
  });
});
