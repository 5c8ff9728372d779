import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterAll(() => sandbox.stop());

const PATH = "/api/2.0/notification-destinations";
const call = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, path, { ...(body ? { body } : {}), ...(as ? { as } : {}) });

const url = "https://hooks.lakestage.example/hush";

test.each<[string, JsonObject, JsonObject]>([
  ["EMAIL", { email: { addresses: ["a@lakestage.example"] } }, { email: { addresses: ["a@lakestage.example"] } }],
  ["SLACK", { slack: { url, oauth_token: "hush" } }, { slack: { url_set: true, oauth_token_set: true } }],
  ["MICROSOFT_TEAMS", { microsoft_teams: { url } }, { microsoft_teams: { url_set: true } }],
  ["PAGERDUTY", { pagerduty: { integration_key: "hush" } }, { pagerduty: { integration_key_set: true } }],
  [
    "WEBHOOK",
    { generic_webhook: { url, username: "hush", password: "hush" } },
    { generic_webhook: { url_set: true, username_set: true, password_set: true } },
  ],
])("a destination of type %s shows its settings, and that secrets are set", async (type, config, shown) => {
  const created = await call("POST", PATH, { display_name: type, config });
  const expected = { id: expect.any(String), display_name: type, destination_type: type, config: shown };
  expect(created.body).toEqual(expected);
  const read = await call("GET", `${PATH}/${created.body.id}`);
  expect(read.body).toEqual(expected);
  expect(JSON.stringify([created, read])).not.toContain("hush");
});

test("an update changes the name alone, or replaces the settings", async () => {
  const config = { generic_webhook: { url, username: "u", password: "p" } };
  const { body } = await call("POST", PATH, { display_name: "first", config });
  const destination = `${PATH}/${body.id}`;
  await call("PATCH", destination, { display_name: "second" });
  expect((await call("GET", destination)).body).toMatchObject({
    display_name: "second",
    config: { generic_webhook: { password_set: true } },
  });
  await call("PATCH", destination, { config: { generic_webhook: { url } } });
  expect((await call("GET", destination)).body.config).toEqual({ generic_webhook: { url_set: true } });
  expect((await call("PATCH", destination, { config: { slack: { url } } })).status).toBe(400);
  expect((await call("DELETE", destination)).status).toBe(200);
  expect((await call("GET", destination)).status).toBe(404);
});

test.each<[string, JsonObject]>([
  ["no name", { display_name: "", config: { slack: { url } } }],
  ["no settings", { display_name: "x" }],
  ["two kinds", { display_name: "x", config: { slack: { url }, email: { addresses: ["a@b.example"] } } }],
  ["Slack without its address", { display_name: "x", config: { slack: { channel_id: "c" } } }],
  ["an address without TLS", { display_name: "x", config: { slack: { url: "http://hush.example" } } }],
  ["what is no e-mail address", { display_name: "x", config: { email: { addresses: ["hush"] } } }],
])("%s is refused, without a word of what was given", async (_case, request) => {
  const { status, body } = await call("POST", PATH, request);
  expect(status).toBe(400);
  expect(body.message).not.toContain("hush");
});

test("everybody finds destinations by name, and only admins read or make them", async () => {
  const as = "data.scientist@lakestage.example";
  const { body } = await call("POST", PATH, { display_name: "listed", config: { slack: { url } } });
  const listed = (await call("GET", PATH, undefined, as)).body.results;
  expect(listed).toContainEqual({ id: body.id, display_name: "listed", destination_type: "SLACK" });
  expect((await call("GET", `${PATH}/${body.id}`, undefined, as)).status).toBe(403);
  expect((await call("POST", PATH, { display_name: "mine", config: { slack: { url } } }, as)).status).toBe(403);
});
