import { TestModels } from "../../testing/models";
import { TestSandbox } from "../../testing/sandbox";
import type { TestUnityCatalog } from "../../testing/unity-catalog";

const MODEL = `/models/${TestModels.MODEL}`;
const SCIENTIST = "data.scientist@lakestage.example";
const named = (version: string): { name: string; version: string } => ({ name: TestModels.MODEL, version });

describe("Model versions", () => {
  let sandbox: TestSandbox;
  let models: TestModels;
  let dev: TestUnityCatalog;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    models = await TestModels.in(sandbox);
    dev = models.unityCatalog;
  });
  afterEach(() => sandbox.stop());

  test("are ready when their registration is finalised, and not before", async () => {
    const created = await models.mlflow("POST", "/model-versions/create", {
      name: TestModels.MODEL,
      source: "dbfs:/m",
    });
    expect(created.body.model_version).toMatchObject({ version: "1", status: "PENDING_REGISTRATION" });
    expect((await dev.ok("GET", `${MODEL}/versions/1`)).body.status).toBe("PENDING_REGISTRATION");
    await models.mlflow("POST", "/model-versions/finalize", named("1"));
    expect((await dev.ok("GET", `${MODEL}/versions/1`)).body.status).toBe("READY");
  });

  test("come back through both APIs as they were registered", async () => {
    await models.version({
      source: "runs:/abc/model",
      run_id: "abc",
      description: "first",
      tags: [{ key: "model_validation_status", value: "PENDING" }],
      model_version_dependencies: [
        { type: "DATABRICKS_TABLE", name: "sales.ml.features" },
        { type: "DATABRICKS_MODEL_ENDPOINT", name: "llm" },
      ],
    });
    expect((await dev.ok("GET", `${MODEL}/versions/1`)).body).toMatchObject({
      version: 1,
      model_name: "churn",
      comment: "first",
      source: "runs:/abc/model",
      run_id: "abc",
      run_workspace_id: dev.workspace.id,
      model_version_dependencies: { dependencies: [{ table: { table_full_name: "sales.ml.features" } }] },
    });
    expect((await models.mlflow("GET", `/model-versions/get?name=${TestModels.MODEL}&version=1`)).body).toMatchObject({
      model_version: {
        description: "first",
        run_tracking_server_id: String(dev.workspace.id),
        tags: [{ key: "model_validation_status", value: "PENDING" }],
      },
    });
  });

  test("are numbered on, and a deleted one's number is not given again", async () => {
    await models.version();
    await models.version();
    await dev.ok("DELETE", `${MODEL}/versions/2`);
    expect(await models.version()).toBe(3);
    const { model_versions: listed } = (await dev.ok("GET", `${MODEL}/versions`)).body;
    expect(listed).toMatchObject([{ version: 1 }, { version: 3 }]);
  });

  test("are found by alias, which names one version at a time", async () => {
    await models.version();
    await models.version();
    await dev.ok("PUT", `${MODEL}/aliases/Champion`, { version_num: 1 });
    await dev.ok("PUT", `${MODEL}/aliases/Champion`, { version_num: 2 });
    expect((await dev.ok("GET", `${MODEL}/aliases/Champion?include_aliases=true`)).body).toMatchObject({
      version: 2,
      aliases: [{ alias_name: "Champion", version_num: 2 }],
    });
    expect((await dev.ok("GET", `${MODEL}?include_aliases=true`)).body.aliases).toEqual([
      { alias_name: "Champion", version_num: 2 },
    ]);
    expect((await dev.ok("GET", MODEL)).body.aliases).toBeUndefined();
    await dev.ok("DELETE", `${MODEL}/aliases/Champion`);
    expect((await dev.call("GET", `${MODEL}/aliases/Champion`)).body.error_code).toBe("RESOURCE_DOES_NOT_EXIST");
  });

  test("take their aliases along when they are deleted", async () => {
    await models.version();
    await models.mlflow("POST", "/registered-models/alias", { ...named("1"), alias: "Champion" });
    await models.mlflow("DELETE", "/model-versions/delete", named("1"));
    expect((await dev.ok("GET", `${MODEL}?include_aliases=true`)).body.aliases).toEqual([]);
  });

  test.each([
    ["one that reads like a version", "v3", 400],
    ["the reserved latest", "Latest", 400],
    ["other characters", "a%20b", 400],
    ["255 characters and one more", "a".repeat(256), 400],
  ])("have no alias of %s", async (_, alias, status) => {
    await models.version();
    expect((await dev.call("PUT", `${MODEL}/aliases/${alias}`, { version_num: 1 })).status).toBe(status);
  });

  test("an alias names a version that is there", async () => {
    expect(await dev.call("PUT", `${MODEL}/aliases/Champion`, { version_num: 1 })).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "Model version '1' of 'sales.ml.churn' does not exist." },
    });
  });

  test("are read by those who may execute the model, and changed by those who manage it", async () => {
    await models.version();
    await models.grant("data-scientists", ["EXECUTE"]);
    expect((await dev.call("GET", `${MODEL}/versions/1`, undefined, SCIENTIST)).status).toBe(200);
    for (const [method, path, body] of [
      ["PUT", "/aliases/Champion", { version_num: 1 }],
      ["DELETE", "/aliases/Champion"],
      ["PATCH", "/versions/1", { comment: "mine" }],
      ["DELETE", "/versions/1"],
    ] as const) {
      expect((await dev.call(method, `${MODEL}${path}`, body, SCIENTIST)).status).toBe(403);
    }
    const tag = { ...named("1"), key: "model_validation_status", value: "PASSED" };
    expect((await models.mlflow("POST", "/model-versions/set-tag", tag, SCIENTIST)).status).toBe(403);
    const next = { name: TestModels.MODEL, source: "dbfs:/m" };
    expect((await models.mlflow("POST", "/model-versions/create", next, SCIENTIST)).status).toBe(403);
  });

  test("are added by whoever has CREATE MODEL VERSION, without more", async () => {
    await models.grant("data-scientists", ["CREATE_MODEL_VERSION"]);
    const next = { name: TestModels.MODEL, source: "dbfs:/m" };
    expect((await models.mlflow("POST", "/model-versions/create", next, SCIENTIST)).status).toBe(200);
    expect((await models.mlflow("DELETE", "/model-versions/delete", named("1"), SCIENTIST)).status).toBe(403);
  });

  test("have tags and a description that can be changed", async () => {
    await models.version({ tags: [{ key: "model_validation_status", value: "PENDING" }] });
    const tag = { ...named("1"), key: "model_validation_status", value: "PASSED" };
    await models.mlflow("POST", "/model-versions/set-tag", tag);
    await models.mlflow("PATCH", "/model-versions/update", { ...named("1"), description: "checked" });
    const get = `/model-versions/get?name=${TestModels.MODEL}&version=1`;
    expect((await models.mlflow("GET", get)).body.model_version).toMatchObject({
      description: "checked",
      tags: [{ key: "model_validation_status", value: "PASSED" }],
    });
    await models.mlflow("DELETE", "/model-versions/delete-tag", { ...named("1"), key: "model_validation_status" });
    expect((await models.mlflow("GET", get)).body.model_version).toMatchObject({ tags: [] });
  });

  test("are searched by their model's name, and by nothing else", async () => {
    await models.version();
    await models.version();
    const search = (filter: string): ReturnType<TestModels["mlflow"]> =>
      models.mlflow("GET", `/model-versions/search?max_results=1&filter=${encodeURIComponent(filter)}`);
    const first = await search("name = 'sales.ml.churn'");
    expect(first.body).toMatchObject({ model_versions: [{ version: "1" }], next_page_token: expect.any(String) });
    expect((await search("run_id = 'abc'")).body.error_code).toBe("INVALID_PARAMETER_VALUE");
  });
});
