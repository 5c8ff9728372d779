import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchJars, fileOf, lockedJars, missingJars } from "./jars";

test("the lock file has what pom.xml asks for, each jar once", () => {
  const pom = readFileSync(join(__dirname, "pom.xml"), "utf8");
  const asked = /<dependency>\s*<groupId>([^<]+)<\/groupId>\s*<artifactId>([^<]+)<\/artifactId>\s*<version>([^<]+)</g;
  const paths = lockedJars().map(({ path }) => path);
  const wanted = [...pom.matchAll(asked)].map(
    ([, group = "", artifact, version]) =>
      `${group.replaceAll(".", "/")}/${artifact}/${version}/${artifact}-${version}.jar`,
  );
  expect(wanted).toHaveLength(pom.split("<dependency>").length - 1);
  expect(wanted).not.toHaveLength(0);
  expect(paths).toEqual(expect.arrayContaining(wanted));
  expect(new Set(paths.map((path) => path.split("/").at(-1))).size).toBe(paths.length);
});

describe("fetching", () => {
  let directory: string;
  let server: Server;
  let answer: () => { status: number; body: string };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "lakestage-jars-"));
    server = createServer((_request, response) => {
      const { status, body } = answer();
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(directory, { recursive: true, force: true });
  });

  const fetched = () => {
    const { port } = server.address() as AddressInfo;
    return fetchJars(directory, { LAKESTAGE_MAVEN_MIRROR: `http://127.0.0.1:${port}/maven2` }, () => {});
  };

  test("takes nothing that is not what the lock file lists", async () => {
    answer = () => ({ status: 200, body: "something else" });
    await expect(fetched()).rejects.toThrow(/is not what jars\.lock\.json lists/);
    expect(readdirSync(directory).filter((name) => name.endsWith(".jar"))).toEqual([]);
  });

  test("says which mirror to name where a jar is not to be had", async () => {
    answer = () => ({ status: 404, body: "" });
    await expect(fetched()).rejects.toThrow(/does not exist \(404\)\. Set LAKESTAGE_MAVEN_MIRROR/);
  });
});

test("a jar that is not as long as it should be is missing", () => {
  const directory = mkdtempSync(join(tmpdir(), "lakestage-jars-"));
  for (const jar of lockedJars()) writeFileSync(fileOf(directory, jar), "");
  expect(missingJars(directory)).toHaveLength(lockedJars().length);
  rmSync(directory, { recursive: true });
});
