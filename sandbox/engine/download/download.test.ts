import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, request as forward, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { basename, join } from "node:path";
import { archiveOf } from "../testing/archive";
import { GO, Machine, PATIENCE } from "../testing/machine";
import {
  breakAfter,
  DATABRICKS,
  type Mishap,
  PULUMI,
  ReleaseServer,
  redirectTo,
  serve,
  signIn,
  stallAfter,
  status,
} from "../testing/release-server";

jest.setTimeout(30_000);

let machine: Machine;
let releases: ReleaseServer;

beforeEach(async () => {
  releases = await ReleaseServer.start();
  machine = new Machine().set({ LAKESTAGE_ENGINE_MIRROR: releases.address });
});

afterEach(async () => {
  machine.remove();
  await releases.stop();
});

const downloads = (): string => join(machine.cache, "engine/downloads");
const part = (): string => join(downloads(), basename(PULUMI.archive));
const archive = (): Buffer => releases.files.get(PULUMI.archive) ?? Buffer.alloc(0);
/** What in the cache could be taken for a CLI, or for a part of one. */
const ofPulumi = (): string[] => readdirSync(join(machine.cache, "engine")).filter((name) => name.startsWith("pulumi"));

describe("a download that is disturbed", () => {
  test.each([
    ["broken off", breakAfter(20_000), PATIENCE],
    ["left standing", stallAfter(20_000), { ...PATIENCE, bytes: 1_000 }],
  ])("goes on where it was %s", async (_, mishap, patience) => {
    releases.happen(PULUMI.archive, mishap);
    expect(await machine.resolve({ patience })).toMatchObject({ source: "downloaded" });
    expect(releases.requestsOf(PULUMI.archive)).toEqual([
      `GET ${PULUMI.archive}`,
      `GET ${PULUMI.archive} bytes=20000-`,
    ]);
  });

  test("goes on in another run, after one that gave up", async () => {
    releases.happen(PULUMI.archive, breakAfter(20_000), breakAfter(0), breakAfter(0), breakAfter(0));
    await expect(machine.resolve()).rejects.toThrow(/broke off/);
    expect(readFileSync(part())).toEqual(archive().subarray(0, 20_000));
    expect(await machine.resolve()).toMatchObject({ source: "downloaded" });
    expect(releases.requestsOf(PULUMI.archive).at(-1)).toBe(`GET ${PULUMI.archive} bytes=20000-`);
    expect(readdirSync(downloads())).toEqual([]);
  });

  test("begins anew where another file lies there meanwhile", async () => {
    releases.happen(PULUMI.archive, breakAfter(20_000), breakAfter(0), breakAfter(0), breakAfter(0));
    await expect(machine.resolve()).rejects.toThrow(/broke off/);
    releases.publish(PULUMI, [
      { path: "pulumi/pulumi", content: `#!/bin/sh\necho v${PULUMI.program.version}\n` },
      { path: "pulumi/pulumi-language-nodejs" },
    ]);
    expect(await machine.resolve()).toMatchObject({ source: "downloaded" });
  });

  test("begins anew where a part was left of which nothing is known, or that is longer than the file", async () => {
    mkdirSync(downloads(), { recursive: true });
    writeFileSync(part(), "left behind");
    expect(await machine.resolve()).toMatchObject({ source: "downloaded" });
    expect(releases.requestsOf(PULUMI.archive)).toEqual([`GET ${PULUMI.archive}`]);
  });

  test.each([
    ["another range", (response) => void response.writeHead(206, { "content-range": "bytes 7-9/10" }).end("789")],
    ["the word that there is none", status(416)],
  ] as [string, Mishap][])("begins anew where the server answers with %s", async (_, mishap) => {
    releases.happen(PULUMI.archive, breakAfter(20_000), mishap);
    expect(await machine.resolve()).toMatchObject({ source: "downloaded" });
    expect(releases.requestsOf(PULUMI.archive)).toHaveLength(3);
  });

  test("needs no length and no name of a version", async () => {
    releases.happen(
      PULUMI.archive,
      (response, file) => void response.writeHead(200).write(file.subarray(0, 10), () => response.destroy()),
      (response, file) => void response.writeHead(200).end(file),
    );
    expect(await machine.resolve()).toMatchObject({ source: "downloaded" });
    expect(releases.requestsOf(PULUMI.archive)).toEqual([`GET ${PULUMI.archive}`, `GET ${PULUMI.archive}`]);
  });

  test("tells how far it is, in bytes", async () => {
    await machine.resolve();
    const { fraction } =
      machine.progress.find(({ what, state }) => /the Pulumi CLI/.test(what) && state === "finished") ?? {};
    expect(fraction).toEqual({ done: archive().length, total: archive().length, unit: "bytes" });
  });

  test("is done once by two runs at once", async () => {
    const [one, other] = await Promise.all([machine.resolve(), machine.resolve()]);
    expect(one.pulumi).toBe(other.pulumi);
    expect(releases.requestsOf(PULUMI.archive)).toHaveLength(1);
  });
});

describe("an answer that is none", () => {
  const page = /answered with a web page/;

  test.each([
    ["an archive that does not exist", PULUMI.archive, [status(404)], /does not exist \(404\)/],
    ["one that is not given out", PULUMI.archive, [status(403)], /is not given out \(403\)/],
    ["no list of checksums", PULUMI.checksums, [status(404)], /checksums\.txt does not exist/],
    ["a server that fails again and again", PULUMI.checksums, Array(9).fill(status(503)), /answers 503/],
    ["a page on which to sign in", PULUMI.checksums, [signIn], page],
    ["such a page instead of the archive", PULUMI.archive, [signIn], page],
    ["a redirection to what is no address", PULUMI.archive, [redirectTo("ftp://x.example/y")], /no address/],
    ["redirections without an end", PULUMI.archive, Array(9).fill(redirectTo(`/${PULUMI.archive}`)), /without an end/],
  ])("is explained, and the build follows: %s", async (_, path, mishaps, expected) => {
    releases.happen(path, ...mishaps);
    machine.install("go", GO);
    expect(await machine.resolve()).toMatchObject({ source: "built" });
    expect(machine.notes.join()).toMatch(expected);
    expect(ofPulumi()).toHaveLength(2);
  });

  test("leaves no part where something else came than a release", async () => {
    releases.happen(PULUMI.archive, (response) => void response.writeHead(200).end("Welcome to our network"), signIn);
    await expect(machine.resolve()).rejects.toThrow(/is no archive/);
    expect(readdirSync(downloads())).toEqual([]);
  });

  test("a server that fails for a moment is asked again", async () => {
    releases.happen(PULUMI.archive, status(500), status(429));
    expect(await machine.resolve()).toMatchObject({ source: "downloaded" });
  });

  test("a redirection is followed", async () => {
    releases.happen(PULUMI.archive, redirectTo("/elsewhere"));
    releases.files.set("elsewhere", archive());
    expect(await machine.resolve()).toMatchObject({ source: "downloaded" });
  });

  test("a network that swallows everything is given up in the time that is set", async () => {
    releases.happen(PULUMI.checksums, () => {});
    const resolving = machine.resolve({ patience: { ...PATIENCE, answer: 200 } });
    await expect(resolving).rejects.toThrow(/was not reached: it (did|does) not answer/);
  });
});

describe("what is not what was published", () => {
  const spoiled = (): Buffer => Buffer.concat([archive().subarray(0, -1), Buffer.from("x")]);

  test("is downloaded once more", async () => {
    releases.happen(PULUMI.archive, (response, _, request) => serve(response, spoiled(), request));
    expect(await machine.resolve()).toMatchObject({ source: "downloaded" });
  });

  test("twice is given up, by name, and nothing of it is kept or run", async () => {
    const evil = archiveOf([{ path: "pulumi/pulumi", content: `#!/bin/sh\ntouch ${machine.directory}/run\n` }]);
    releases.files.set(PULUMI.archive, evil);
    await expect(machine.resolve()).rejects.toThrow(
      `${basename(PULUMI.archive)} is not what ${releases.address}/${PULUMI.checksums} lists (sha256)`,
    );
    expect(releases.requestsOf(PULUMI.archive)).toHaveLength(2);
    expect(readdirSync(downloads())).toEqual([]);
    expect(ofPulumi()).toEqual([]);
    expect(existsSync(join(machine.directory, "run"))).toBe(false);
  });

  test("an archive without a published checksum is not asked for", async () => {
    releases.files.set(PULUMI.checksums, Buffer.from(`${"0".repeat(64)}  another.tar.gz\n`));
    await expect(machine.resolve()).rejects.toThrow(`lists no checksum of ${basename(PULUMI.archive)}`);
    expect(releases.requestsOf(PULUMI.archive)).toEqual([]);
  });
});

describe("an archive that was published so", () => {
  const pulumi = { path: "pulumi/pulumi", content: `#!/bin/sh\necho v${PULUMI.program.version}\n` };
  const host = { path: "pulumi/pulumi-language-nodejs" };

  test.each([
    ["climbs out of its place", { path: "pulumi/../../evil", content: "evil" }],
    ["has an absolute path", { path: "/tmp/evil", content: "evil" }],
    ["has a link", { path: "pulumi/pulumi-language-nodejs", type: "SymbolicLink", linkpath: "/etc/passwd" } as const],
  ])("and %s is not used", async (_, entry) => {
    releases.publish(PULUMI, [pulumi, host, entry]);
    await expect(machine.resolve()).rejects.toThrow(/reaches out of its place/);
    expect(ofPulumi()).toEqual([]);
    expect(existsSync(join(machine.cache, "evil"))).toBe(false);
    expect(readdirSync(downloads())).toEqual([]);
  });

  test.each([
    ["is cut off", () => archive().subarray(0, 20_000), /is broken/],
    ["is no archive", () => Buffer.from("a file"), /is no archive|is broken/],
    ["lacks the language host", () => archiveOf([pulumi]), /lacks pulumi-language-nodejs/],
    [
      "holds another version",
      () => archiveOf([{ ...pulumi, content: "#!/bin/sh\necho v1.2.3" }, host]),
      /it is 1\.2\.3/,
    ],
    ["does not run here", () => archiveOf([{ ...pulumi, content: "#!/bin/sh\nexit 126" }, host]), /does not run here/],
  ])("and %s is not used", async (_, bytes, expected) => {
    releases.publishBytes(PULUMI, bytes());
    await expect(machine.resolve()).rejects.toThrow(expected);
    expect(ofPulumi()).toEqual([]);
  });

  test("holds more than is needed: hosts of other languages stay in it", async () => {
    const { pulumi: cli } = await machine.resolve();
    expect(readdirSync(join(cli, "..")).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
  });
});

describe("a cache", () => {
  test("on a full disk is one message, and keeps no part", async () => {
    mkdirSync(downloads(), { recursive: true });
    symlinkSync("/dev/full", part());
    const resolving = machine.install("go", GO).resolve();
    await expect(resolving).rejects.toMatchObject({ problem: "no-space" });
    await expect(resolving).rejects.toThrow(`${machine.cache}, cannot grow`);
    expect(readdirSync(downloads())).toEqual([]);
  });

  test("whose CLI was spoiled is repaired, and says so", async () => {
    const { pulumi } = await machine.resolve();
    writeFileSync(pulumi, "");
    expect(await machine.resolve()).toMatchObject({ source: "downloaded", cached: false });
    expect(machine.notes).toEqual([
      expect.stringMatching(/^The Pulumi CLI in the cache is damaged \(pulumi has 0 bytes .*\); it is made again\.$/),
    ]);
    expect(await machine.resolve()).toMatchObject({ cached: true });
  });

  test("that lost its records keeps what works, and no more", async () => {
    const { pulumi, databricksPlugin } = await machine.resolve();
    writeFileSync(`${join(pulumi, "..")}.json`, "not a record");
    writeFileSync(`${databricksPlugin.directory}.json`, "");
    writeFileSync(join(databricksPlugin.directory, DATABRICKS.program.name), "#!/bin/sh\nexit 1\n");
    const requests = releases.requests.length;
    expect(await machine.resolve()).toMatchObject({ source: "downloaded", cached: false });
    expect(releases.requests.slice(requests)).toEqual([`GET ${DATABRICKS.checksums}`, `GET ${DATABRICKS.archive}`]);
  });

  test("that is read to the last byte does not hide a changed one", async () => {
    const { pulumi } = await machine.resolve();
    const bytes = readFileSync(pulumi);
    // Samples are four kilobytes, and begin at regular places.
    const between = 30_000 + bytes.subarray(30_000).indexOf("\n");
    bytes[between] = 0;
    writeFileSync(pulumi, bytes);
    await machine.resolve({ thorough: true });
    expect(readFileSync(pulumi)[between]).not.toBe(0);
  });
});

describe("a mirror", () => {
  test.each(["mirror.example", "ftp://mirror.example", "https://"])(
    "has to be an address: %s is none",
    async (mirror) => {
      machine.set({ LAKESTAGE_ENGINE_MIRROR: mirror }).install("go", GO);
      const resolving = machine.resolve();
      await expect(resolving).rejects.toMatchObject({ problem: "setting" });
      await expect(resolving).rejects.toThrow(`LAKESTAGE_ENGINE_MIRROR is "${mirror}"`);
    },
  );

  test("gets the name and password of its address, which are shown nowhere", async () => {
    const address = releases.address.replace("http://", "http://me:s3cret@");
    releases.happen(DATABRICKS.archive, status(403));
    machine.set({ LAKESTAGE_ENGINE_MIRROR: `${address}/` }).install("go", GO);
    await machine.resolve();
    expect(releases.authorization).toBe(`Basic ${Buffer.from("me:s3cret").toString("base64")}`);
    const { pulumi } = await machine.resolve();
    const kept = readdirSync(join(machine.cache, "engine")).filter((name) => name.endsWith(".json"));
    const written = kept.map((name) => readFileSync(join(machine.cache, "engine", name), "utf8")).join();
    expect(`${machine.notes.join()}${written}${pulumi}`).not.toContain("s3cret");
  });
});

describe("a proxy", () => {
  let proxy: Server;
  let seen: string[];

  beforeEach(async () => {
    seen = [];
    proxy = createServer((request, response) => {
      seen.push(request.url ?? "");
      forward(request.url ?? "", { headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      }).end();
    });
    proxy.on("connect", (request, socket) => {
      seen.push(request.url ?? "");
      const [host, port] = (request.url ?? "").split(":");
      const there = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        there.pipe(socket);
        socket.pipe(there);
      });
      there.on("error", () => socket.destroy());
      socket.on("error", () => there.destroy());
    });
    await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  });

  afterEach(async () => {
    proxy.closeAllConnections();
    await new Promise((closed) => proxy.close(closed));
  });

  const address = (): string => `127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  test.each(["http_proxy", "HTTP_PROXY", "all_proxy"])("that %s names is used", async (variable) => {
    expect(await machine.set({ [variable]: `http://${address()}` }).resolve()).toMatchObject({ source: "downloaded" });
    expect(seen.length).toBeGreaterThan(0);
  });

  test("is written without a scheme, too", async () => {
    expect(await machine.set({ http_proxy: address() }).resolve()).toMatchObject({ source: "downloaded" });
    expect(seen.length).toBeGreaterThan(0);
  });

  test.each(["no_proxy", "NO_PROXY"])("is not used for what %s names", async (variable) => {
    machine.set({ http_proxy: `http://${address()}`, [variable]: "elsewhere.example, 127.0.0.1" });
    expect(await machine.resolve()).toMatchObject({ source: "downloaded" });
    expect(seen).toEqual([]);
  });

  test("that nothing listens at is named, without its password", async () => {
    machine.set({ http_proxy: "http://me:s3cret@127.0.0.1:9" });
    await expect(machine.resolve()).rejects.toThrow(/; the proxy http:\/\/127\.0\.0\.1:9 is set\./);
  });

  test("that is no address is a mistake", async () => {
    const resolving = machine.set({ http_proxy: "http://:::" }).resolve();
    await expect(resolving).rejects.toMatchObject({ problem: "setting" });
  });
});
