import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterAll(() => sandbox.stop());

const SCIENTIST = "data.scientist@lakestage.example";

const call = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, `/api/2.0/mlflow/${path}`, { ...(body ? { body } : {}), ...(as ? { as } : {}) });
const transition = (
  name: string,
  version: string,
  stage: string,
  archive = false,
  as?: string,
): Promise<TestResponse> =>
  call(
    "POST",
    "databricks/model-versions/transition-stage",
    { name, version, stage, archive_existing_versions: archive },
    as,
  );

async function modelWithVersions(name: string, count: number): Promise<void> {
  await call("POST", "registered-models/create", { name, description: "first", tags: [{ key: "team", value: "ml" }] });
  for (let version = 1; version <= count; version++) {
    await call("POST", "model-versions/create", { name, source: `dbfs:/models/${version}`, run_id: `run${version}` });
  }
}

test("a model and its versions come back as they were made, and are found", async () => {
  await modelWithVersions("found", 2);
  expect((await call("GET", "databricks/registered-models/get?name=found")).body).toMatchObject({
    registered_model_databricks: {
      name: "found",
      description: "first",
      tags: [{ key: "team", value: "ml" }],
      permission_level: "CAN_MANAGE",
      latest_versions: [{ version: "2", current_stage: "None", status: "READY" }],
    },
  });
  expect((await call("GET", "registered-models/get?name=found")).body).toMatchObject({
    registered_model: { name: "found", latest_versions: [{ version: "2" }] },
  });
  const filter = encodeURIComponent("name = 'found' AND tags.team = 'ml'");
  expect((await call("GET", `registered-models/search?filter=${filter}`)).body.registered_models).toHaveLength(1);
  const versions = await call("GET", `model-versions/search?filter=${encodeURIComponent("run_id = 'run1'")}`);
  expect(versions.body.model_versions).toMatchObject([{ name: "found", version: "1", source: "dbfs:/models/1" }]);
  expect((await call("GET", "model-versions/get-download-uri?name=found&version=1")).body.artifact_uri).toBe(
    "dbfs:/models/1",
  );
});

test("a version goes through stages, and the one before it is archived where that is asked for", async () => {
  await modelWithVersions("staged", 2);
  await transition("staged", "1", "Production");
  await transition("staged", "2", "production", true);
  const latest = await call("POST", "registered-models/get-latest-versions", { name: "staged" });
  expect(latest.body.model_versions).toMatchObject([
    { version: "2", current_stage: "Production" },
    { version: "1", current_stage: "Archived" },
  ]);
  const plain = { name: "staged", version: "1", stage: "Staging" };
  expect((await call("POST", "model-versions/transition-stage", plain)).body).toMatchObject({
    model_version: { current_stage: "Staging" },
  });
  expect((await transition("staged", "1", "Gold")).status).toBe(400);
  for (const kept of [
    await call("DELETE", "model-versions/delete?name=staged&version=2"),
    await call("DELETE", "registered-models/delete?name=staged"),
    await call("POST", "registered-models/rename", { name: "staged", new_name: "other" }),
  ]) {
    expect(kept).toMatchObject({ status: 400, body: { error_code: "INVALID_STATE" } });
  }
});

test("who may stage a version may not bring it into production", async () => {
  await modelWithVersions("shared", 1);
  const { body } = await call("GET", "databricks/registered-models/get?name=shared");
  const { id } = body.registered_model_databricks as JsonObject;
  expect((await call("GET", "model-versions/get?name=shared&version=1", undefined, SCIENTIST)).status).toBe(403);
  await sandbox.call(dev.address, "PATCH", `/api/2.0/permissions/registered-models/${id}`, {
    body: { access_control_list: [{ user_name: SCIENTIST, permission_level: "CAN_MANAGE_STAGING_VERSIONS" }] },
  });
  expect((await transition("shared", "1", "Staging", false, SCIENTIST)).status).toBe(200);
  expect((await transition("shared", "1", "Production", false, SCIENTIST)).status).toBe(403);
  expect((await call("DELETE", "registered-models/delete?name=shared", undefined, SCIENTIST)).status).toBe(403);
});

test("tags, descriptions and names change, and a deleted model leaves nothing", async () => {
  const before = sandbox.store.inventory();
  await modelWithVersions("short-lived", 1);
  const version = { name: "short-lived", version: "1" };
  await call("POST", "model-versions/set-tag", { ...version, key: "a", value: "1" });
  await call("PATCH", "model-versions/update", { ...version, description: "second" });
  await call("DELETE", "registered-models/delete-tag?name=short-lived&key=team");
  await call("PATCH", "registered-models/update", { name: "short-lived", description: "third" });
  await call("POST", "registered-models/rename", { name: "short-lived", new_name: "renamed" });
  expect((await call("GET", "model-versions/get?name=renamed&version=1")).body.model_version).toMatchObject({
    name: "renamed",
    description: "second",
    tags: [{ key: "a", value: "1" }],
  });
  expect((await call("GET", "databricks/registered-models/get?name=short-lived")).status).toBe(404);
  await call("DELETE", "registered-models/delete?name=renamed");
  expect(sandbox.store.inventory()).toEqual(before);
});
