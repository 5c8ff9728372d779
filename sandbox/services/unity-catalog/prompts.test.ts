import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";
const PROMPTS = "/api/2.0/mlflow/unity-catalog/prompts";
const NAME = "sales.talk.greeting";
const ONE = `${PROMPTS}/${NAME}`;

describe("a prompt", () => {
  let sandbox: TestSandbox;
  let dev: TestUnityCatalog;

  const call = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
    sandbox.call(dev.workspace.address, method, path, { ...(as ? { as } : {}), ...(body ? { body } : {}) });
  const make = (as?: string): Promise<TestResponse> =>
    call("POST", PROMPTS, { name: NAME, prompt: { name: NAME, tags: [{ key: "team", value: "a" }] } }, as);
  const version = (template: string, as?: string): Promise<TestResponse> =>
    call("POST", `${ONE}/versions`, { name: NAME, prompt_version: { name: NAME, template } }, as);

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await TestUnityCatalog.in(sandbox);
    await dev.catalog("sales");
    await dev.ok("POST", "/schemas", { catalog_name: "sales", name: "talk" });
  });
  afterEach(() => sandbox.stop());

  test("has versions whose numbers are never given again, and aliases that end with them", async () => {
    expect((await make()).body).toMatchObject({ name: NAME, tags: [{ key: "team", value: "a" }], aliases: [] });
    expect((await version('"Hello"')).body).toMatchObject({ version: "1", template: '"Hello"' });
    await version('"Hi"');
    await call("POST", `${ONE}/aliases/production`, { name: NAME, alias: "production", version: "2" });
    expect((await call("GET", `${ONE}/versions/by-alias/production`)).body).toMatchObject({
      version: "2",
      aliases: [{ alias: "production", version: "2" }],
    });
    await call("DELETE", `${ONE}/versions/2`);
    expect((await call("GET", `${ONE}/versions/by-alias/production`)).status).toBe(404);
    expect((await version('"Good day"')).body.version).toBe("3");
    const { prompt_versions: listed } = (await call("POST", `${ONE}/versions/search`, { max_results: 1 })).body;
    expect(listed).toMatchObject([{ version: "3" }]);
  });

  test("is there once", async () => {
    await make();
    expect(await make()).toMatchObject({ status: 409, body: { error_code: "ALREADY_EXISTS" } });
    expect((await call("GET", `${PROMPTS}/sales.talk.none`)).body.error_code).toBe("RESOURCE_DOES_NOT_EXIST");
    expect((await call("GET", `${PROMPTS}/sales.none.greeting`)).body.error_code).toBe("SCHEMA_DOES_NOT_EXIST");
  });

  test("is made, used and changed by whom the schema lets", async () => {
    const asScientist = async (): Promise<number[]> => {
      const answers = [
        await call("GET", ONE, undefined, SCIENTIST),
        await call(
          "POST",
          `${PROMPTS}/search`,
          { catalog_schema: { catalog_name: "sales", schema_name: "talk" } },
          SCIENTIST,
        ),
        await version('"mine"', SCIENTIST),
        await call("POST", `${ONE}/tags`, { key: "k", value: "v" }, SCIENTIST),
      ];
      return answers.map(({ status }) => status);
    };
    expect((await make(SCIENTIST)).status).toBe(403);
    await make();
    expect(await asScientist()).toEqual([403, 403, 403, 403]);
    await dev.grant("catalog", "sales", SCIENTIST, ["USE_CATALOG", "USE_SCHEMA", "EXECUTE"]);
    expect(await asScientist()).toEqual([200, 200, 403, 403]);
    await dev.grant("schema", "sales.talk", SCIENTIST, ["MANAGE"]);
    expect(await asScientist()).toEqual([200, 200, 200, 200]);
  });

  test("goes along with its schema's name, and ends with the schema", async () => {
    await make();
    await dev.ok("PATCH", "/schemas/sales.talk", { new_name: "speech" });
    const renamed = `${PROMPTS}/sales.speech.greeting`;
    expect((await call("GET", renamed)).body.name).toBe("sales.speech.greeting");
    expect((await dev.call("DELETE", "/schemas/sales.speech")).status).toBe(400);
    await dev.ok("DELETE", "/schemas/sales.speech?force=true");
    await dev.ok("POST", "/schemas", { catalog_name: "sales", name: "speech" });
    expect((await call("GET", renamed)).status).toBe(404);
    expect(Object.keys(sandbox.store.inventory()).filter((name) => name.includes("prompt"))).toEqual([]);
  });
});
