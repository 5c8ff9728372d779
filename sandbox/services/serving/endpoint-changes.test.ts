import { ENDPOINTS, entity, TestServing } from "../../testing/served-models";

let serving: TestServing;
beforeAll(async () => {
  serving = await TestServing.start();
});
afterAll(() => serving.stop());

test("an update comes up beside what serves, and replaces it when it is ready", async () => {
  await serving.created("rolling");
  const path = `${ENDPOINTS}/rolling/config`;
  const { body } = await serving.call("PUT", path, {
    served_entities: [entity(), entity({ entity_version: "2" })],
    traffic_config: {
      routes: [
        { served_entity_name: "churn-1", traffic_percentage: 90 },
        { served_entity_name: "churn-2", traffic_percentage: 10 },
      ],
    },
  });
  expect(body).toMatchObject({
    state: { ready: "READY", config_update: "IN_PROGRESS" },
    config: { config_version: 1, served_entities: [{ name: "churn-1", state: { deployment: "DEPLOYMENT_READY" } }] },
    pending_config: {
      config_version: 2,
      served_entities: [
        { name: "churn-1", state: { deployment: "DEPLOYMENT_READY" } },
        { name: "churn-2", state: { deployment: "DEPLOYMENT_CREATING" } },
      ],
    },
  });
  expect(await serving.settled("rolling")).toMatchObject({
    config: {
      config_version: 2,
      traffic_config: { routes: [{ traffic_percentage: 90 }, { traffic_percentage: 10 }] },
      served_entities: [
        { name: "churn-1", state: { deployment: "DEPLOYMENT_READY" } },
        { name: "churn-2", state: { deployment: "DEPLOYMENT_READY" } },
      ],
    },
  });
});

test("an entity that an update leaves as it is keeps its age; one that it changes does not", async () => {
  const { config: before } = await serving.created("ages", { config: { served_entities: [entity()] } });
  const path = `${ENDPOINTS}/ages/config`;
  const ageOf = (config: unknown) =>
    (config as { served_entities: { creation_timestamp: number }[] }).served_entities[0];
  await serving.call("PUT", path, { served_entities: [entity()] });
  const { config: same } = await serving.settled("ages");
  expect(ageOf(same)).toEqual(ageOf(before));
  await serving.call("PUT", path, { served_entities: [entity({ workload_size: "Medium" })] });
  const { config: changed } = await serving.settled("ages");
  expect(ageOf(changed)?.creation_timestamp).toBeGreaterThan(ageOf(before)?.creation_timestamp ?? 0);
});

test("a second update waits for the first", async () => {
  await serving.created("busy");
  const update = () =>
    serving.call("PUT", `${ENDPOINTS}/busy/config`, { served_entities: [entity({ entity_version: "2" })] });
  // However slow the machine is, the first is still in progress.
  const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now());
  expect((await update()).status).toBe(200);
  expect(await update()).toMatchObject({ status: 409, body: { error_code: "RESOURCE_CONFLICT" } });
  clock.mockRestore();
  await serving.settled("busy");
  expect((await update()).status).toBe(200);
});

test("a refused update leaves what serves as it was", async () => {
  const before = await serving.created("steady");
  const { status } = await serving.call("PUT", `${ENDPOINTS}/steady/config`, {
    served_entities: [entity({ entity_version: "9" })],
  });
  expect(status).toBe(404);
  expect(await serving.settled("steady")).toEqual(before);
});

test("tags are set, changed and taken away", async () => {
  await serving.created("tagged", { tags: [{ key: "a", value: "1" }, { key: "b", value: "1" }, { key: "c" }] });
  const path = `${ENDPOINTS}/tagged/tags`;
  const tags = [{ key: "a", value: "1" }, { key: "b", value: "2" }, { key: "d" }];
  expect((await serving.call("PATCH", path, { add_tags: tags.slice(1), delete_tags: ["c", "none"] })).body).toEqual({
    tags,
  });
  expect((await serving.settled("tagged")).tags).toEqual(tags);
  expect((await serving.call("PATCH", path, { add_tags: [{ key: "a" }], delete_tags: ["a"] })).status).toBe(400);
  expect((await serving.call("PATCH", path, { add_tags: [{ key: "a" }, { key: "a" }] })).status).toBe(400);
});

test("notifications and telemetry are replaced", async () => {
  await serving.created("watched");
  const email_notifications = { on_update_failure: ["team@lakestage.example"] };
  const path = `${ENDPOINTS}/watched`;
  expect((await serving.call("PATCH", `${path}/notifications`, { email_notifications })).body).toEqual({
    name: "watched",
    email_notifications,
  });
  const telemetry_config = { inference_table_config: { name: "t", sampling_fraction: 0.5 } };
  await serving.call("PATCH", `${path}/telemetry-config`, { telemetry_config });
  expect(await serving.settled("watched")).toMatchObject({ email_notifications, telemetry_config });

  const wrong = { email_notifications: { on_update_failure: ["team"] } };
  expect((await serving.call("PATCH", `${path}/notifications`, wrong)).status).toBe(400);
  const beyond = { telemetry_config: { inference_table_config: { sampling_fraction: 2 } } };
  expect((await serving.call("PATCH", `${path}/telemetry-config`, beyond)).status).toBe(400);
});

test("rate limits of the older kind are for models that are not custom", async () => {
  await serving.created("custom");
  const config = { served_entities: [{ entity_name: "system.ai.gpt-oss-20b", entity_version: "1" }] };
  await serving.created("foundation", { config });
  const rate_limits = [{ key: "user", calls: 5, renewal_period: "minute" }];
  const put = (name: string) => serving.call("PUT", `${ENDPOINTS}/${name}/rate-limits`, { rate_limits });
  expect(await put("foundation")).toMatchObject({ status: 200, body: { rate_limits } });
  expect((await put("custom")).status).toBe(400);
});
