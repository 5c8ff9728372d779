import type { JsonObject } from "../../control-plane";
import { TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";

let sandbox: TestSandbox;
let dev: TestUnityCatalog;
let metastore: string;

beforeEach(async () => {
  sandbox = await TestSandbox.start();
  dev = await TestUnityCatalog.in(sandbox);
  metastore = String(dev.workspace.metastoreId);
});
afterEach(() => sandbox.stop());

describe("system schemas", () => {
  const path = (schema = ""): string => `/metastores/${metastore}/systemschemas${schema && `/${schema}`}`;
  const stateOf = async (name: string): Promise<unknown> =>
    ((await dev.ok("GET", path())).body.schemas as JsonObject[]).find(({ schema }) => schema === name)?.state;

  test("are enabled and disabled by admins of the metastore", async () => {
    expect(await stateOf("access")).toBe("AVAILABLE");
    await dev.ok("PUT", path("access"));
    expect(await stateOf("access")).toBe("ENABLE_COMPLETED");
    // The provider takes these words for done.
    expect((await dev.call("PUT", path("access"))).body.message).toContain("already exists");
    await dev.ok("DELETE", path("access"));
    expect(await stateOf("access")).toBe("AVAILABLE");
    expect((await dev.call("DELETE", path("access"))).status).toBe(404);
  });

  test("that are Databricks' own are not for anybody else to switch", async () => {
    for (const [method, done] of [
      ["PUT", "enabled"],
      ["DELETE", "disabled"],
    ] as const) {
      const { status, body } = await dev.call(method, path("information_schema"));
      expect([status, body.message]).toEqual([
        400,
        `information_schema system schema can only be ${done} by Databricks`,
      ]);
    }
  });

  test("of which there are none, and those of another metastore, are not found; others may not", async () => {
    expect((await dev.call("PUT", path("nothing"))).status).toBe(404);
    expect((await dev.call("GET", "/metastores/00000000-0000-0000-0000-000000000000/systemschemas")).status).toBe(404);
    expect((await dev.call("GET", path(), undefined, SCIENTIST)).status).toBe(403);
    expect((await dev.call("PUT", path("access"), undefined, SCIENTIST)).status).toBe(403);
  });
});

describe("artifact allowlists", () => {
  const PATH = "/artifact-allowlists/LIBRARY_MAVEN";
  const artifact_matchers = [{ artifact: "com.lakestage", match_type: "PREFIX_MATCH" }];

  test("are empty at first, and replaced as a whole", async () => {
    expect((await dev.ok("GET", PATH)).body).toEqual({ artifact_matchers: [], metastore_id: metastore });
    const { body } = await dev.ok("PUT", PATH, { artifact_matchers });
    expect(body).toMatchObject({ artifact_matchers, metastore_id: metastore, created_by: expect.any(String) });
    expect((await dev.ok("GET", PATH)).body).toEqual(body);
    expect((await dev.ok("GET", "/artifact-allowlists/INIT_SCRIPT")).body.artifact_matchers).toEqual([]);
    await dev.ok("PUT", PATH, { artifact_matchers: [] });
    expect((await dev.ok("GET", PATH)).body.artifact_matchers).toEqual([]);
  });

  test("are for whoever was given MANAGE ALLOWLIST on the metastore", async () => {
    expect((await dev.call("PUT", PATH, { artifact_matchers }, SCIENTIST)).status).toBe(403);
    expect((await dev.call("GET", PATH, undefined, SCIENTIST)).status).toBe(403);
    await dev.grant("METASTORE", metastore, SCIENTIST, ["MANAGE_ALLOWLIST"]);
    expect((await dev.call("PUT", PATH, { artifact_matchers }, SCIENTIST)).status).toBe(200);
  });

  test("hold nothing empty", async () => {
    const empty = { artifact_matchers: [{ artifact: " ", match_type: "PREFIX_MATCH" }] };
    expect((await dev.call("PUT", PATH, empty)).status).toBe(400);
  });
});
