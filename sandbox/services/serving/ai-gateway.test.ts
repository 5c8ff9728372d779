import type { JsonObject } from "../../control-plane";
import { ENDPOINTS, SCIENTIST, TestServing } from "../../testing/served-models";

let serving: TestServing;
beforeAll(async () => {
  serving = await TestServing.start();
  await serving.created("custom");
  const served_entities = [{ entity_name: "system.ai.gpt-oss-20b", entity_version: "1" }];
  await serving.created("foundation", { config: { served_entities } });
});
afterAll(() => serving.stop());

const put = (gateway: JsonObject, endpoint = "custom") =>
  serving.call("PUT", `${ENDPOINTS}/${endpoint}/ai-gateway`, gateway);
const limit = (settings: JsonObject): JsonObject => ({ calls: 10, renewal_period: "minute", ...settings });

test("a gateway is put as a whole, at once, and comes back", async () => {
  const gateway = {
    usage_tracking_config: { enabled: true },
    rate_limits: [
      limit({ key: "endpoint", calls: 0 }),
      limit({ key: "user" }),
      limit({ key: "user", principal: SCIENTIST, tokens: 500 }),
      limit({ key: "user_group", principal: "data-scientists" }),
    ],
  };
  expect((await put(gateway)).body).toEqual(gateway);
  expect(await serving.settled("custom")).toMatchObject({ ai_gateway: gateway, config: { config_version: 1 } });
  await put({});
  expect((await serving.settled("custom")).ai_gateway).toEqual({});
});

test("guardrails stand before foundation models, not before custom ones", async () => {
  const guardrails = {
    input: { pii: { behavior: "BLOCK" }, safety: true, invalid_keywords: ["password"], valid_topics: ["travel"] },
    output: { pii: { behavior: "MASK" } },
  };
  expect((await put({ guardrails }, "foundation")).status).toBe(200);
  expect((await serving.settled("foundation")).ai_gateway).toEqual({ guardrails });
  const refused = await put({ guardrails });
  expect(refused.status).toBe(400);
  expect(refused.body.message).toContain("not supported for custom models");
  expect((await put({ guardrails: { input: { pii: { behavior: "NONE" } } } })).status).toBe(200);
});

test.each<[string, JsonObject, number, string]>([
  ["a fallback", { fallback_config: { enabled: true } }, 400, "external models only"],
  ["a limit of nothing", { rate_limits: [{ renewal_period: "minute" }] }, 400, "needs calls or tokens"],
  ["a limit below nothing", { rate_limits: [limit({ calls: -1 })] }, 400, "must not be negative"],
  ["a limit of no group", { rate_limits: [limit({ key: "user_group" })] }, 400, "needs a principal"],
  ["a limit of the endpoint for one", { rate_limits: [limit({ principal: SCIENTIST })] }, 400, "has no principal"],
  ["a limit of a stranger", { rate_limits: [limit({ key: "user", principal: "x@y.example" })] }, 404, "x@y.example"],
  ["two limits of one", { rate_limits: [limit({}), limit({ key: "endpoint" })] }, 400, "more than once"],
  ["too many limits", { rate_limits: Array.from({ length: 21 }, () => limit({ key: "user" })) }, 400, "at most 20"],
])("a gateway with %s is refused for a custom model", async (_, gateway, status, message) => {
  const response = await put(gateway);
  expect(response.status).toBe(status);
  expect(response.body.message).toContain(message);
});
