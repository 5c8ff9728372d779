import { TestAccount } from "../../testing/account";
import { ENDPOINTS, entity, MODEL, TestServing } from "../../testing/served-models";

let serving: TestServing;
beforeAll(async () => {
  serving = await TestServing.start();
});
afterAll(() => serving.stop());

test("a new endpoint is not ready, and says what is pending; then it serves its first configuration", async () => {
  const { body } = await serving.create("first");
  expect(body).toMatchObject({
    name: "first",
    state: { ready: "NOT_READY", config_update: "IN_PROGRESS" },
    pending_config: {
      config_version: 1,
      served_entities: [{ name: "churn-1", state: { deployment: "DEPLOYMENT_CREATING" } }],
    },
  });
  expect(body.id).toMatch(/^[0-9a-f]{32}$/);
  expect(body).not.toHaveProperty("config");

  const ready = await serving.settled("first");
  expect(ready).toMatchObject({
    state: { ready: "READY", config_update: "NOT_UPDATING" },
    permission_level: "CAN_MANAGE",
    config: {
      config_version: 1,
      served_entities: [
        { ...entity(), name: "churn-1", workload_type: "CPU", state: { deployment: "DEPLOYMENT_READY" } },
      ],
      served_models: [{ model_name: MODEL, model_version: "1", name: "churn-1" }],
      traffic_config: {
        routes: [{ served_entity_name: "churn-1", served_model_name: "churn-1", traffic_percentage: 100 }],
      },
    },
  });
  expect(ready).not.toHaveProperty("pending_config");
});

test("every setting comes back", async () => {
  const settings = {
    description: "Who leaves",
    budget_policy_id: await TestAccount.in(serving.sandbox).budgetPolicy("ml"),
    email_notifications: { on_update_failure: ["team@lakestage.example"], on_update_success: ["a@lakestage.example"] },
    tags: [{ key: "team", value: "ml" }, { key: "bare" }],
    telemetry_config: { enabled_telemetry_features: ["TELEMETRY_FEATURE_LOGS"], telemetry_profile_id: "p" },
    ai_gateway: { usage_tracking_config: { enabled: true } },
    route_optimized: true,
  };
  const shown = await serving.created("settings", settings);
  expect(shown).toMatchObject(settings);
  expect(shown.endpoint_url).toBe(`${serving.workspace.address}/serving-endpoints/settings/invocations`);
});

test("what was not given of it is told too", async () => {
  const { body } = await serving.call("POST", ENDPOINTS, { name: "told" });
  expect(body).toMatchObject({ description: "", route_optimized: false });
});

test("a budget policy that somebody else made tags no endpoint", async () => {
  const account = TestAccount.in(serving.sandbox);
  const policy = await account.budgetPolicy("somebody's", "platform.admin@lakestage.example");
  expect(await serving.create("tagged", { budget_policy_id: policy })).toMatchObject({
    status: 403,
    body: { error_code: "PERMISSION_DENIED", message: expect.stringContaining(`use budget policy ${policy}`) },
  });
  await account.ruleSet(`budgetPolicies/${policy}`, "roles/budgetPolicy.user", "groups/platform-admins");
  expect((await serving.create("tagged", { budget_policy_id: policy })).status).toBe(200);
});

test("an endpoint without a configuration waits for one", async () => {
  const { body } = await serving.call("POST", ENDPOINTS, { name: "bare" });
  expect(body).toMatchObject({ state: { ready: "NOT_READY", config_update: "NOT_UPDATING" } });
  await serving.call("PUT", `${ENDPOINTS}/bare/config`, { served_entities: [entity()] });
  expect(await serving.settled("bare")).toMatchObject({ state: { ready: "READY" }, config: { config_version: 1 } });
});

test.each([
  ["with space", "alphanumeric characters, dashes and underscores"],
  ["-first", "starts with an alphanumeric character"],
  ["x".repeat(64), "at most 63"],
  ["databricks-mine", "reserved"],
])("the name %s is refused", async (name, message) => {
  const { status, body } = await serving.create(name);
  expect({ status, body }).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
  expect(body.message).toContain(message);
});

test("a name is taken until its endpoint is deleted, which takes its permissions along", async () => {
  const { id } = await serving.created("twice");
  expect(await serving.create("twice")).toMatchObject({ status: 409, body: { error_code: "RESOURCE_ALREADY_EXISTS" } });
  expect((await serving.call("DELETE", `${ENDPOINTS}/twice`)).status).toBe(200);
  expect(await serving.call("GET", `${ENDPOINTS}/twice`)).toMatchObject({
    status: 404,
    body: { error_code: "RESOURCE_DOES_NOT_EXIST" },
  });
  expect((await serving.call("GET", `/api/2.0/permissions/serving-endpoints/${id}`)).status).toBe(404);
  const again = await serving.created("twice");
  expect(again.id).not.toBe(id);
});

test("an endpoint outlives the model that it serves", async () => {
  await serving.unityCatalog.ok("POST", "/models", { catalog_name: "dev", schema_name: "ml", name: "gone" });
  const versions = "/api/2.0/mlflow/unity-catalog/model-versions";
  await serving.call("POST", `${versions}/create`, { name: "dev.ml.gone", source: "dbfs:/model" });
  await serving.call("POST", `${versions}/finalize`, { name: "dev.ml.gone", version: "1" });
  const config = { served_entities: [entity({ entity_name: "dev.ml.gone" })] };
  await serving.created("outlives", { config });
  await serving.unityCatalog.ok("DELETE", "/models/dev.ml.gone/versions/1");
  await serving.unityCatalog.ok("DELETE", "/models/dev.ml.gone");
  expect((await serving.settled("outlives")).config).toMatchObject(config);
});

test("a workspace that is deleted takes its endpoints along, and leaves those of others", async () => {
  await serving.created("stays");
  const other = await serving.sandbox.workspace("other");
  const path = `${ENDPOINTS}/bare`;
  await serving.sandbox.call(other.address, "POST", ENDPOINTS, { body: { name: "bare" } });
  serving.sandbox.forgetWorkspace(other.id);
  expect((await serving.sandbox.call(other.address, "GET", path)).status).toBe(404);
  expect((await serving.call("GET", `${ENDPOINTS}/stays`)).status).toBe(200);
});
