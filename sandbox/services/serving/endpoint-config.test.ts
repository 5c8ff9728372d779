import type { JsonObject } from "../../control-plane";
import { ENDPOINTS, entity, MODEL, TestServing } from "../../testing/served-models";

let serving: TestServing;
beforeAll(async () => {
  serving = await TestServing.start();
  await serving.call("POST", "/api/2.0/secrets/scopes/create", { scope: "keys" });
  await serving.call("POST", "/api/2.0/secrets/put", { scope: "keys", key: "token", string_value: "v" });
});
afterAll(() => serving.stop());

const two = [entity(), entity({ entity_version: "2" })];
const shares = (...percentages: number[]): JsonObject => ({
  routes: percentages.map((traffic_percentage, index) => ({
    served_entity_name: `churn-${index + 1}`,
    traffic_percentage,
  })),
});
const foundation = (settings: JsonObject = {}): JsonObject => ({
  entity_name: "system.ai.llama-4-maverick",
  entity_version: "1",
  ...settings,
});
const concurrency = (min: number, max: number): JsonObject => ({
  entity_name: MODEL,
  entity_version: "1",
  min_provisioned_concurrency: min,
  max_provisioned_concurrency: max,
});

test.each<[string, JsonObject, number, string]>([
  ["no entity", { served_entities: [] }, 400, "At least one"],
  [
    "both wordings",
    {
      served_entities: [entity()],
      served_models: [{ model_name: MODEL, model_version: "1", scale_to_zero_enabled: true }],
    },
    400,
    "Only one of served_entities and served_models",
  ],
  ["an entity of nothing", { served_entities: [{}] }, 400, "entity_name or external_model"],
  ["a named entity of nothing", { served_entities: [{ name: "x" }] }, 400, "entity_name or external_model"],
  ["two of one name", { served_entities: [entity(), entity()] }, 400, "'churn-1' more than once"],
  ["a name with dots", { served_entities: [entity({ name: "a.b" })] }, 400, "'a.b' is not valid"],
  ["a model that is not there", { served_entities: [entity({ entity_name: "dev.ml.none" })] }, 404, "dev.ml.none"],
  [
    "a model outside Unity Catalog",
    { served_entities: [entity({ entity_name: "churn" })] },
    404,
    "catalog.schema.model",
  ],
  ["a version that is not there", { served_entities: [entity({ entity_version: "9" })] }, 404, "Version 9"],
  ["an alias", { served_entities: [entity({ entity_version: "Champion" })] }, 400, "aliases are not followed"],
  ["no version", { served_entities: [{ entity_name: MODEL }] }, 400, "number of a version"],
  ["a version that is not ready", { served_entities: [entity({ entity_version: "3" })] }, 400, "PENDING_REGISTRATION"],
  ["a foundation model that is not there", { served_entities: [foundation({ entity_name: "system.ai.x" })] }, 404, "x"],
  ["a size of its own", { served_entities: [entity({ workload_size: "Tiny" })] }, 400, "Small, Medium, Large"],
  [
    "a size and bounds",
    { served_entities: [{ ...concurrency(4, 8), workload_size: "Small" }] },
    400,
    "either workload_size or min_provisioned_concurrency",
  ],
  ["bounds out of step", { served_entities: [concurrency(4, 6)] }, 400, "multiple of 4, got 6"],
  ["bounds upside down", { served_entities: [concurrency(8, 4)] }, 400, "min_provisioned_concurrency 8"],
  [
    "a lower bound alone",
    { served_entities: [{ entity_name: MODEL, entity_version: "1", min_provisioned_concurrency: 4 }] },
    400,
    "needs max_provisioned_concurrency",
  ],
  [
    "throughput of a custom model",
    { served_entities: [entity({ max_provisioned_throughput: 10 })] },
    400,
    "max_provisioned_throughput cannot be set",
  ],
  [
    "a size of a foundation model",
    { served_entities: [foundation({ workload_size: "Small" })] },
    400,
    "workload_size cannot be set",
  ],
  [
    "models of two tasks",
    { served_entities: [foundation(), foundation({ entity_name: "system.ai.gte_large_en_v1_5" })] },
    400,
    "the same task",
  ],
  [
    "a secret that is not there",
    { served_entities: [entity({ environment_vars: { A: "{{secrets/keys/none}}" } })] },
    404,
    "secret none of scope keys",
  ],
  [
    "half a reference",
    { served_entities: [entity({ environment_vars: { A: "{{secrets/keys}}" } })] },
    400,
    "{{secrets/scope/key}}",
  ],
  ["two entities without routes", { served_entities: two }, 400, "traffic_config must be given"],
  ["traffic of 90", { served_entities: two, traffic_config: shares(50, 40) }, 400, "sum up to 100, got 90"],
  ["traffic below 0", { served_entities: two, traffic_config: shares(110, -10) }, 400, "from 0 to 100, got 110"],
  [
    "traffic to what is not served",
    { served_entities: [entity()], traffic_config: shares(50, 50) },
    400,
    "'churn-2', which is not served: the served entities are churn-1",
  ],
  [
    "two routes to one entity",
    {
      served_entities: [entity()],
      traffic_config: { routes: [...two].map(() => ({ served_entity_name: "churn-1", traffic_percentage: 50 })) },
    },
    400,
    "more than one route to 'churn-1'",
  ],
  [
    "more than 15 entities",
    { served_entities: Array.from({ length: 16 }, (_, index) => entity({ name: `e${index}` })) },
    400,
    "at most 15",
  ],
])("a configuration with %s is refused", async (_, config, status, message) => {
  const response = await serving.create("refused", { config });
  expect(response.status).toBe(status);
  expect(response.body.message).toContain(message);
  expect((await serving.call("GET", `${ENDPOINTS}/refused`)).status).toBe(404);
});

test("traffic is split among several versions", async () => {
  const config = { served_entities: two, traffic_config: shares(90, 10) };
  const shown = await serving.created("split", { config });
  expect(shown.config).toMatchObject(config);
});

test("every setting of a custom model comes back, with references to secrets as they are", async () => {
  const served_entities = [
    { ...concurrency(4, 16), name: "bounded", workload_type: "GPU_SMALL", environment_vars: { A: "plain" } },
    entity({ workload_size: "Large", environment_vars: { TOKEN: "{{secrets/keys/token}}" } }),
  ];
  const traffic_config = { routes: [{ served_model_name: "bounded", traffic_percentage: 100 }] };
  const shown = await serving.created("custom", { config: { served_entities, traffic_config } });
  expect(shown.config).toMatchObject({ served_entities, traffic_config });
  expect(shown.config).not.toMatchObject({ served_entities: [{ workload_size: expect.anything() }, {}] });
});

test("the older words say the same", async () => {
  const model = { model_name: MODEL, model_version: "2", workload_size: "Medium", scale_to_zero_enabled: false };
  const shown = await serving.created("older", { config: { served_models: [model] } });
  expect(shown.config).toMatchObject({
    served_models: [{ ...model, name: "churn-2" }],
    served_entities: [{ entity_name: MODEL, entity_version: "2", workload_size: "Medium" }],
  });
});

test("a foundation model is served by token, by throughput, or by model units", async () => {
  const served_entities = [foundation({ min_provisioned_throughput: 100, max_provisioned_throughput: 200 })];
  const shown = await serving.created("throughput", { config: { served_entities } });
  expect(shown).toMatchObject({ task: "llm/v1/chat", config: { served_entities } });
  expect(shown.config).toMatchObject({ served_entities: [{ foundation_model: { display_name: "Llama 4 Maverick" } }] });
  expect((await serving.create("by-token", { config: { served_entities: [foundation()] } })).status).toBe(200);

  const units = { served_entities: [foundation({ provisioned_model_units: 50, burst_scaling_enabled: true })] };
  const { status } = await serving.call("POST", `${ENDPOINTS}/pt`, { name: "units", config: units });
  expect(status).toBe(200);
  expect((await serving.settled("units")).config).toMatchObject(units);
  const more = { served_entities: [foundation({ provisioned_model_units: 100 })] };
  await serving.call("PUT", `${ENDPOINTS}/pt/units/config`, { config: more });
  expect((await serving.settled("units")).config).toMatchObject({ config_version: 2, ...more });
});

test("model units come in fifties, and are for foundation models only", async () => {
  const create = (served: JsonObject) =>
    serving.call("POST", `${ENDPOINTS}/pt`, { name: "odd", config: { served_entities: [served] } });
  expect((await create(foundation({ provisioned_model_units: 70 }))).body.message).toContain("multiple of 50");
  const custom = { entity_name: MODEL, entity_version: "1", provisioned_model_units: 50 };
  expect((await create(custom)).body.message).toContain("models of system.ai");
});
