import { TestModels } from "../../testing/models";
import { TestSandbox } from "../../testing/sandbox";
import type { TestUnityCatalog } from "../../testing/unity-catalog";

const MODEL = `/models/${TestModels.MODEL}`;
const SCIENTIST = "data.scientist@lakestage.example";

describe("Registered models", () => {
  let sandbox: TestSandbox;
  let models: TestModels;
  let dev: TestUnityCatalog;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    models = await TestModels.in(sandbox);
    dev = models.unityCatalog;
  });
  afterEach(() => sandbox.stop());

  test("come back as they were declared, in lower case, with a place in their catalog's storage", async () => {
    await dev.ok("POST", "/models", { catalog_name: "SALES", schema_name: "ml", name: "Spend", comment: "how much" });
    expect((await dev.ok("GET", "/models/Sales.ML.spend")).body).toMatchObject({
      name: "spend",
      full_name: "sales.ml.spend",
      catalog_name: "sales",
      schema_name: "ml",
      comment: "how much",
      storage_location: expect.stringMatching(/^abfss:\/\/sales@lakestage\.dfs\.core\.windows\.net\/.*\/models\//),
    });
  });

  test.each([
    ["a taken name", { catalog_name: "sales", schema_name: "ml", name: "CHURN" }, 409, "RESOURCE_ALREADY_EXISTS"],
    [
      "a schema that is not there",
      { catalog_name: "sales", schema_name: "x", name: "a" },
      404,
      "SCHEMA_DOES_NOT_EXIST",
    ],
    ["a name with a period", { catalog_name: "sales", schema_name: "ml", name: "a.b" }, 400, "INVALID_PARAMETER_VALUE"],
    [
      "aliases of versions that it can not have yet",
      { catalog_name: "sales", schema_name: "ml", name: "a", aliases: [{ alias_name: "Champion", version_num: 1 }] },
      400,
      "INVALID_PARAMETER_VALUE",
    ],
  ])("are not made with %s", async (_, declared, status, code) => {
    expect(await dev.call("POST", "/models", declared)).toMatchObject({ status, body: { error_code: code } });
  });

  test("are made by whoever has CREATE MODEL on the schema, who owns them then", async () => {
    const declared = { catalog_name: "sales", schema_name: "ml", name: "spend" };
    await models.grant("data-scientists", []);
    expect(await dev.call("POST", "/models", declared, SCIENTIST)).toMatchObject({
      status: 403,
      body: { message: "User does not have CREATE MODEL on Schema 'sales.ml'." },
    });
    await dev.grant("schema", "sales.ml", "data-scientists", ["CREATE_MODEL"]);
    expect((await dev.call("POST", "/models", declared, SCIENTIST)).body.owner).toBe(SCIENTIST);
  });

  test("are changed and deleted by those who manage them only", async () => {
    await models.grant("data-scientists", ["EXECUTE"]);
    for (const [method, body] of [["PATCH", { comment: "mine" }], ["DELETE"]] as const) {
      expect((await dev.call(method, MODEL, body, SCIENTIST)).status).toBe(403);
    }
    await dev.grant("function", TestModels.MODEL, "data-scientists", ["MANAGE"]);
    expect((await dev.call("PATCH", MODEL, { comment: "ours" }, SCIENTIST)).body.comment).toBe("ours");
    expect((await dev.call("DELETE", MODEL, undefined, SCIENTIST)).status).toBe(200);
    expect((await dev.call("GET", MODEL)).body.error_code).toBe("RESOURCE_DOES_NOT_EXIST");
  });

  test("are listed to those who may use them, and to those who ask for what they may browse, in pages", async () => {
    await dev.ok("POST", "/models", { catalog_name: "sales", schema_name: "ml", name: "spend" });
    await dev.ok("POST", "/models", { catalog_name: "sales", schema_name: "default", name: "other" });
    await models.grant("data-scientists", ["EXECUTE"]);
    const names = async (query: string, as?: string): Promise<unknown[]> => {
      const { body } = await dev.call("GET", `/models${query}`, undefined, as);
      return ((body.registered_models ?? []) as { name: string }[]).map(({ name }) => name);
    };
    expect(await names("")).toEqual(["other", "churn", "spend"]);
    expect(await names("?catalog_name=sales&schema_name=ml&max_results=1")).toEqual(["churn"]);
    expect(await names("", SCIENTIST)).toEqual(["churn"]);
    await dev.grant("catalog", "sales", "data-scientists", ["BROWSE"]);
    expect(await names("", SCIENTIST)).toEqual(["churn"]);
    expect(await names("?include_browse=true", SCIENTIST)).toEqual(["other", "churn", "spend"]);
  });

  test("keep versions, aliases and grants when they or their schema are renamed", async () => {
    await models.version();
    await dev.ok("PUT", `${MODEL}/aliases/Champion`, { version_num: 1 });
    await models.grant("data-scientists", ["EXECUTE"]);
    await dev.ok("PATCH", MODEL, { new_name: "leavers" });
    await dev.ok("PATCH", "/schemas/sales.ml", { new_name: "models" });
    expect(
      (await dev.call("GET", "/models/sales.models.leavers/aliases/Champion", undefined, SCIENTIST)).body,
    ).toMatchObject({
      model_name: "leavers",
      schema_name: "models",
      version: 1,
    });
  });

  test("take their versions along when their schema is deleted by force", async () => {
    await models.version();
    expect((await dev.call("DELETE", "/schemas/sales.ml")).status).toBe(400);
    await dev.ok("DELETE", "/schemas/sales.ml?force=true");
    expect(sandbox.store.inventory()["unity-catalog.model-version"]).toBeUndefined();
  });

  test("can be given away, to a principal that exists", async () => {
    expect((await dev.call("PATCH", MODEL, { owner: "nobody" })).status).toBe(404);
    expect((await dev.ok("PATCH", MODEL, { owner: "platform-admins" })).body.owner).toBe("platform-admins");
  });

  test("have tags, set by whoever has APPLY TAG", async () => {
    const tag = { name: TestModels.MODEL, key: "team", value: "growth" };
    await models.grant("data-scientists", ["EXECUTE"]);
    expect((await models.mlflow("POST", "/registered-models/set-tag", tag, SCIENTIST)).status).toBe(403);
    await dev.grant("function", TestModels.MODEL, "data-scientists", ["APPLY_TAG"]);
    await models.mlflow("POST", "/registered-models/set-tag", tag, SCIENTIST);
    const get = `/registered-models/get?name=${TestModels.MODEL}`;
    expect((await models.mlflow("GET", get)).body.registered_model).toMatchObject({
      tags: [{ key: "team", value: "growth" }],
    });
    await models.mlflow("DELETE", "/registered-models/delete-tag", { name: TestModels.MODEL, key: "team" });
    expect((await models.mlflow("GET", get)).body.registered_model).toMatchObject({ tags: [] });
  });

  test("are the same models in MLflow's words", async () => {
    const named = { name: "sales.ml.spend", description: "how much", tags: [{ key: "team", value: "growth" }] };
    expect((await models.mlflow("POST", "/registered-models/create", named)).body.registered_model).toMatchObject(
      named,
    );
    expect((await dev.ok("GET", "/models/sales.ml.spend")).body.comment).toBe("how much");
    const renamed = { name: "sales.ml.spend", new_name: "sales.ml.spending" };
    await models.mlflow("PATCH", "/registered-models/update", renamed);
    const { body } = await models.mlflow("GET", "/registered-models/search?max_results=10");
    expect(body.registered_models).toMatchObject([{ name: "sales.ml.churn" }, { name: "sales.ml.spending" }]);
    await models.mlflow("DELETE", "/registered-models/delete", { name: "sales.ml.spending" });
    expect((await dev.call("GET", "/models/sales.ml.spending")).status).toBe(404);
  });
});
