import type { JsonObject } from "../control-plane";
import { readSeed, SHIPPED_SEED } from "../seed-file";
import { type TestResponse, TestSandbox } from "../testing/sandbox";
import { TestUnityCatalog } from "../testing/unity-catalog";

/** What every object of JavaScript has, and no table of the services' means. */
const NAMES = ["constructor", "toString", "hasOwnProperty", "valueOf", "__proto__", "__defineGetter__"];

let sandbox: TestSandbox;
let dev: TestUnityCatalog;
let experiment: string;

const call = (method: string, path: string, body?: JsonObject): Promise<TestResponse> =>
  sandbox.call(dev.workspace.address, method, path, body ? { body } : {});

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await TestUnityCatalog.in(sandbox);
  await dev.catalog("lake");
  await dev.ok("POST", "/models", { catalog_name: "lake", schema_name: "default", name: "m" });
  const made = await call("POST", "/api/2.0/mlflow/experiments/create", { name: "/shelf" });
  experiment = String(made.body.experiment_id);
});
afterAll(() => sandbox.stop());

const account = readSeed(SHIPPED_SEED).account.id;
const RULE_SETS = `/api/2.0/preview/accounts/${account}/access-control`;

/** One for each table that a caller's word is looked up in. A name that means nothing is refused, or stands for nothing. */
const ATTACKS: readonly (readonly [string, number, (name: string) => readonly [string, string, JsonObject?]])[] = [
  ["a kind of object that has permissions", 400, (name) => ["GET", `/api/2.0/permissions/${name}/1`]],
  [
    "a setting of the workspace",
    400,
    (name) => ["PATCH", "/api/2.0/workspace-conf", JSON.parse(`{"${name}":"true"}`) as JsonObject],
  ],
  ["a setting that is read", 400, (name) => ["GET", `/api/2.0/workspace-conf?keys=${name}`]],
  [
    "an attribute of a cluster",
    400,
    (name) => ["POST", "/api/2.0/policies/clusters/create", { name, definition: `{"${name}":{"type":"forbidden"}}` }],
  ],
  [
    "a scope of a search",
    400,
    (name) => ["POST", "/api/2.0/mlflow/runs/search", { experiment_ids: [experiment], filter: `${name}.a = 'b'` }],
  ],
  [
    "an attribute of a search",
    400,
    (name) => ["POST", "/api/2.0/mlflow/runs/search", { experiment_ids: [experiment], filter: `${name} = 'b'` }],
  ],
  [
    "what is taken from a principal that is not there",
    200,
    (name) => [
      "PATCH",
      "/api/2.1/unity-catalog/permissions/schema/lake.default",
      { changes: [{ principal: name, remove: ["SELECT"] }] },
    ],
  ],
  ["an alias of a model", 404, (name) => ["GET", `/api/2.1/unity-catalog/models/lake.default.m/aliases/${name}`]],
  ["a type of securable", 400, (name) => ["GET", `/api/2.1/unity-catalog/permissions/${name}/lake`]],
  ["a Git provider", 400, (name) => ["POST", "/api/2.0/git-credentials", { git_provider: name }]],
  ["a principal of a secret's list", 404, (name) => ["GET", `/api/2.0/secrets/acls/get?scope=shelf&principal=${name}`]],
];

test.each(ATTACKS)("%s is not looked up among the members of every object", async (_what, expected, request) => {
  for (const name of NAMES) {
    const { status } = await call(...request(name));
    expect([name, status]).toEqual([name, expected]);
  }
});

test("nor is a resource of the account, for its rule set or the roles on it", async () => {
  const { account: address } = sandbox.controlPlane.addresses();
  for (const name of NAMES) {
    const resource = `accounts/${account}/${name}/x`;
    for (const path of [
      `/assignable-roles?resource=${resource}`,
      `/rule-sets?name=${resource}/ruleSets/default&etag=`,
    ]) {
      expect([path, (await sandbox.call(address, "GET", `${RULE_SETS}${path}`)).status]).toEqual([path, 400]);
    }
  }
});

test("a metric, a parameter and a tag may have such a name", async () => {
  const { run } = (await call("POST", "/api/2.0/mlflow/runs/create", { experiment_id: experiment })).body;
  const { run_id: id } = (run as { info: { run_id: string } }).info;
  const value = { run_id: id, value: 1, timestamp: 1, step: 0 };
  for (const key of NAMES) {
    expect((await call("POST", "/api/2.0/mlflow/runs/log-metric", { ...value, key })).status).toBe(200);
    expect((await call("POST", "/api/2.0/mlflow/runs/log-parameter", { run_id: id, key, value: "1" })).status).toBe(
      200,
    );
  }
  const { body } = await call("GET", `/api/2.0/mlflow/runs/get?run_id=${id}`);
  const { metrics, params } = (body.run as { data: { metrics: JsonObject[]; params: JsonObject[] } }).data;
  expect(metrics.map(({ key }) => key).sort()).toEqual([...NAMES].sort());
  expect(params.map(({ key }) => key).sort()).toEqual([...NAMES].sort());
});

test.each([100, 3000, 30_000])("%d loops in each other are refused", async (depth) => {
  const open = `{"task_key":"t","for_each_task":{"inputs":"[1]","task":`;
  const body = `{"name":"deep","tasks":[${open.repeat(depth)}{"task_key":"t"}${"}}".repeat(depth)}]}`;
  const response = await fetch(`${dev.workspace.address}/api/2.2/jobs/create`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandbox.token("lakestage-deployer")}`, "content-type": "application/json" },
    body,
  });
  expect(response.status).toBe(400);
});

test("nor is JSON in a member, which is read as a body is", async () => {
  const deep = (open: string, close: string): string => `${open.repeat(50_000)}1${close.repeat(50_000)}`;
  const { run } = (await call("POST", "/api/2.0/mlflow/runs/create", { experiment_id: experiment })).body;
  const { run_id } = (run as { info: { run_id: string } }).info;
  for (const [path, body] of [
    ["/api/2.0/lakeview/dashboards", { display_name: "deep", serialized_dashboard: `{"a":${deep("[", "]")}}` }],
    ["/api/2.0/mlflow/runs/log-model", { run_id, model_json: deep('{"a":', "}") }],
    ["/api/2.0/policies/clusters/create", { name: "deep", definition: deep('{"a":', "}") }],
  ] as const) {
    expect([path, (await call("POST", path, body)).status]).toEqual([path, 400]);
  }
});
