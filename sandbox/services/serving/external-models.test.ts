import type { JsonObject } from "../../control-plane";
import { ENDPOINTS, entity, TestServing } from "../../testing/served-models";

let serving: TestServing;
beforeAll(async () => {
  serving = await TestServing.start();
  await serving.call("POST", "/api/2.0/secrets/scopes/create", { scope: "keys" });
  await serving.call("POST", "/api/2.0/secrets/put", { scope: "keys", key: "openai", string_value: "v" });
});
afterAll(() => serving.stop());

const REFERENCE = "{{secrets/keys/openai}}";

const openAi = (config: JsonObject = { openai_api_key: REFERENCE }, settings: JsonObject = {}): JsonObject => ({
  external_model: { name: "gpt-4.1", provider: "openai", task: "llm/v1/chat", openai_config: config, ...settings },
});
const serve = (name: string, ...served_entities: JsonObject[]) => serving.create(name, { config: { served_entities } });

test("an external model is served under its name, and refers to its credential", async () => {
  const shown = await serving.created("gateway", { config: { served_entities: [openAi()] } });
  expect(shown).toMatchObject({
    task: "llm/v1/chat",
    config: { served_entities: [{ ...openAi(), name: "gpt-4-1" }], served_models: [] },
  });
});

test("a credential given in plain text is never shown", async () => {
  const secret = "sk-in-plain-text";
  const custom = {
    custom_provider_url: "https://models.lakestage.example",
    bearer_token_auth: { token_plaintext: secret },
  };
  await serving.created("plain", { config: { served_entities: [openAi({ openai_api_key_plaintext: secret })] } });
  await serving.created("nested", {
    config: {
      served_entities: [
        { external_model: { name: "own", provider: "custom", task: "llm/v1/chat", custom_provider_config: custom } },
      ],
    },
  });
  for (const path of [`${ENDPOINTS}/plain`, `${ENDPOINTS}/nested`, ENDPOINTS]) {
    expect(JSON.stringify((await serving.call("GET", path)).body)).not.toContain(secret);
  }
});

test.each<[string, JsonObject, string]>([
  ["without a credential", openAi({}), "needs openai_api_key"],
  ["with a credential twice", openAi({ openai_api_key: REFERENCE, openai_api_key_plaintext: "k" }), "only one of"],
  ["with a credential that is no reference", openAi({ openai_api_key: "sk-1" }), "{{secrets/scope/key}}"],
  ["with another provider's configuration", openAi({}, { provider: "cohere" }), "not openai_config"],
  [
    "without its provider's configuration",
    { external_model: { name: "m", provider: "palm", task: "llm/v1/chat" } },
    "needs palm_config",
  ],
  ["with a task of its own", openAi(undefined, { task: "llm/v1/poetry" }), "must be one of"],
  [
    "on Azure without the deployment",
    openAi({ openai_api_key: REFERENCE, openai_api_type: "azure" }),
    "openai_deployment_name",
  ],
  ["with a registered model", { ...openAi(), entity_name: "dev.ml.churn" }, "both entity_name and external_model"],
  ["with a size", { ...openAi(), workload_size: "Small" }, "workload_size cannot be set"],
])("an external model %s is refused", async (_, served, message) => {
  const { status, body } = await serve("refused", served);
  expect(status).toBe(400);
  expect(body.message).toContain(message);
  expect(body.message).not.toContain("sk-1");
});

test("an endpoint has external models or others, and stays with these", async () => {
  const mixed = await serve("mixed", openAi(), entity());
  expect(mixed).toMatchObject({ status: 400 });
  expect(mixed.body.message).toContain("together with other models");

  await serving.created("custom");
  const changed = await serving.call("PUT", `${ENDPOINTS}/custom/config`, { served_entities: [openAi()] });
  expect(changed).toMatchObject({ status: 400 });
  expect(changed.body.message).toContain("between external models and other models");
});

test("models of one endpoint have one task", async () => {
  const embeddings = { ...openAi(undefined, { task: "llm/v1/embeddings" }), name: "other" };
  expect((await serve("tasks", openAi(), embeddings)).body.message).toContain("the same task");
});

test("a credential refers to a secret that is there, also one that is nested", async () => {
  const missing = "{{secrets/keys/none}}";
  const auth = { custom_provider_url: "https://models.lakestage.example", api_key_auth: { key: "k", value: missing } };
  const own = { name: "own", provider: "custom", task: "llm/v1/chat", custom_provider_config: auth };
  for (const served of [openAi({ openai_api_key: missing }), { external_model: own }]) {
    expect(await serve("refused", served)).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST" },
    });
  }
});
