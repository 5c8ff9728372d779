import type { JsonObject } from "../../control-plane";
import { TestAccount } from "../../testing/account";
import { CLUSTER, checkTask, ENGINEER, notebookTask, SCIENTIST, TestJobs } from "../../testing/jobs";

let jobs: TestJobs;

beforeAll(async () => {
  jobs = await TestJobs.start();
});
afterAll(() => jobs.stop());

const deployer = (): string => jobs.sandbox.directory.principal(jobs.sandbox.idOf("lakestage-deployer"))?.name ?? "";
const keysOf = (settings: JsonObject): unknown[] => (settings.tasks as JsonObject[]).map(({ task_key: key }) => key);

test("what was set comes back, at each version's address", async () => {
  const settings = {
    name: "echo",
    description: "all of it",
    max_concurrent_runs: 3,
    timeout_seconds: 60,
    tags: { project: "flight-delay" },
    edit_mode: "UI_LOCKED",
    deployment: { kind: "BUNDLE" },
    parameters: [{ name: "environment", default: "dev" }],
    queue: { enabled: false },
    schedule: { quartz_cron_expression: "0 0 6 * * ?", timezone_id: "Europe/Berlin", pause_status: "PAUSED" },
    environments: [{ environment_key: "default", spec: { environment_version: "2", dependencies: ["mlflow"] } }],
    job_clusters: [{ job_cluster_key: "main", new_cluster: CLUSTER }],
    email_notifications: { on_failure: ["ml@lakestage.example"] },
    health: { rules: [{ metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value: 10 }] },
    tasks: [
      notebookTask("train", { job_cluster_key: "main", max_retries: -1 }),
      { ...checkTask("check", "train"), run_if: "ALL_DONE" },
    ],
  };
  const id = await jobs.create(settings);
  for (const version of ["2.0", "2.1", "2.2"]) {
    const { body } = await jobs.call("GET", `/api/${version}/jobs/get?job_id=${id}`);
    expect(body).toMatchObject({ job_id: id, creator_user_name: deployer(), run_as_user_name: deployer(), settings });
  }
});

test("what was left out has the service's defaults", async () => {
  const settings = await jobs.settings(
    await jobs.create({
      schedule: { quartz_cron_expression: "0 0 6 * * ?", timezone_id: "UTC" },
      job_clusters: [{ job_cluster_key: "main", new_cluster: CLUSTER }],
      tasks: [notebookTask("train", { job_cluster_key: "main" })],
    }),
  );
  expect(settings).toMatchObject({
    name: "Untitled",
    format: "MULTI_TASK",
    max_concurrent_runs: 1,
    timeout_seconds: 0,
    queue: { enabled: true },
    schedule: { pause_status: "UNPAUSED" },
    job_clusters: [{ new_cluster: { enable_elastic_disk: true } }],
    tasks: [{ run_if: "ALL_SUCCESS", notebook_task: { source: "WORKSPACE" } }],
  });
});

test("nothing is added that was not asked for, and dependencies are in the order of their keys", async () => {
  const needs = (...keys: string[]): JsonObject => ({ depends_on: keys.map((task_key) => ({ task_key })) });
  const script = { spark_python_task: { python_file: "/Shared/train.py" } };
  const settings = await jobs.settings(
    await jobs.create({
      tasks: [
        { task_key: "train", new_cluster: CLUSTER, ...script },
        { task_key: "check", new_cluster: CLUSTER, ...script },
        { task_key: "deploy", new_cluster: CLUSTER, ...script, ...needs("train", "check") },
      ],
    }),
  );
  const deploy = (settings.tasks as JsonObject[])[2];
  expect(deploy).toMatchObject({ ...script, ...needs("check", "train") });
  expect(deploy?.spark_python_task).toEqual(script.spark_python_task);
  expect(deploy?.new_cluster).not.toHaveProperty("cluster_name");
});

test("an integer keeps its digits, however many it has, in bodies, queries and messages", async () => {
  const rule = { metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value: "9007199254740993" };
  const id = await jobs.create({ health: { rules: [rule] } });
  const shown = async (query: string): Promise<string> => {
    const headers = { authorization: `Bearer ${jobs.sandbox.token("lakestage-deployer")}` };
    return (await fetch(`${jobs.workspace.address}/api/2.2/jobs/get?job_id=${query}`, { headers })).text();
  };
  expect(await shown(String(id))).toContain('"value":9007199254740993}');
  expect(await shown("9007199254740993")).toContain("Job 9007199254740993 does not exist.");
  const tooMany = await jobs.post("create", { health: { rules: [{ ...rule, value: "9223372036854775808" }] } });
  expect([tooMany.status, tooMany.body.message]).toEqual([400, expect.stringContaining("must be of type int64")]);
});

test("with a Git source, tasks have their code there", async () => {
  const settings = await jobs.settings(
    await jobs.create({
      git_source: { git_url: "https://github.com/x/y", git_provider: "gitHub", git_branch: "main" },
      tasks: [notebookTask("train")],
    }),
  );
  expect(settings.tasks).toMatchObject([{ notebook_task: { source: "GIT" } }]);
});

test("a job may have no tasks", async () => {
  expect(await jobs.settings(await jobs.create({ name: "empty" }))).not.toHaveProperty("tasks");
});

test("a reset replaces all settings", async () => {
  const id = await jobs.create({ name: "before", description: "gone", tasks: [checkTask("a")] });
  await jobs.ok("POST", "/api/2.2/jobs/reset", { job_id: id, new_settings: { name: "after" } });
  const settings = await jobs.settings(id);
  expect(settings.name).toBe("after");
  expect(settings).not.toHaveProperty("description");
  expect(settings).not.toHaveProperty("tasks");
});

test("an update replaces members, merges lists by their keys, and removes what it is told to", async () => {
  const id = await jobs.create({
    description: "gone",
    tags: { old: "1" },
    job_clusters: [
      { job_cluster_key: "kept", new_cluster: CLUSTER },
      { job_cluster_key: "gone", new_cluster: CLUSTER },
    ],
    parameters: [{ name: "kept", default: "1" }],
    tasks: [checkTask("a"), checkTask("b"), checkTask("c")],
  });
  await jobs.ok("POST", "/api/2.2/jobs/update", {
    job_id: id,
    new_settings: {
      tags: { new: "2" },
      parameters: [{ name: "added", default: "2" }],
      tasks: [{ ...checkTask("b"), description: "changed" }, checkTask("d")],
    },
    fields_to_remove: ["description", "tasks/a", "job_clusters/gone"],
  });
  const settings = await jobs.settings(id);
  expect(settings).not.toHaveProperty("description");
  expect(settings.tags).toEqual({ new: "2" });
  expect(settings.parameters).toMatchObject([{ name: "kept" }, { name: "added" }]);
  expect(settings.job_clusters).toMatchObject([{ job_cluster_key: "kept" }]);
  expect(keysOf(settings)).toEqual(["c", "b", "d"]);
  expect(settings.tasks).toContainEqual(expect.objectContaining({ task_key: "b", description: "changed" }));
});

test.each([
  ["an unknown field", "no_such_field", "'no_such_field' is not a field"],
  ["a nested field", "schedule/pause_status", "'schedule/pause_status' is a nested field"],
])("an update that removes %s is refused", async (_case, field, message) => {
  const id = await jobs.create({ name: "kept" });
  const { status, body } = await jobs.post("update", { job_id: id, fields_to_remove: [field] });
  expect(status).toBe(400);
  expect(body.message).toContain(message);
});

test("an update that breaks the task graph changes nothing", async () => {
  const id = await jobs.create({ tasks: [checkTask("a"), checkTask("b", "a")] });
  expect((await jobs.post("update", { job_id: id, fields_to_remove: ["tasks/a"] })).status).toBe(400);
  expect(keysOf(await jobs.settings(id))).toEqual(["a", "b"]);
});

test("a deleted job is gone with its permissions", async () => {
  const id = await jobs.create({ name: "short-lived" });
  await jobs.ok("POST", "/api/2.2/jobs/delete", { job_id: id });
  expect(await jobs.get(id)).toMatchObject({
    status: 400,
    body: { error_code: "INVALID_PARAMETER_VALUE", message: `Job ${id} does not exist.` },
  });
  expect((await jobs.call("GET", `/api/2.0/permissions/jobs/${id}`)).status).toBe(404);
});

test("more than a hundred tasks come in pages", async () => {
  const tasks = Array.from({ length: 130 }, (_, index) => checkTask(`t${String(index).padStart(3, "0")}`));
  const id = await jobs.create({ tasks });
  const { body: first } = await jobs.get(id);
  expect((first.settings as JsonObject).tasks).toHaveLength(100);
  const { body: second } = await jobs.call("GET", `/api/2.2/jobs/get?job_id=${id}&page_token=${first.next_page_token}`);
  expect(keysOf(second.settings as JsonObject)).toEqual(tasks.slice(100).map(({ task_key: key }) => key));
  expect(second).not.toHaveProperty("next_page_token");
});

test("a budget policy that is named must exist, and is told to be in force", async () => {
  expect(await jobs.post("create", { budget_policy_id: "none" })).toMatchObject({
    status: 400,
    body: { message: "Budget policy none in budget_policy_id does not exist." },
  });
  const account = TestAccount.in(jobs.sandbox);
  const policy = await account.budgetPolicy("ml");
  const id = await jobs.create({ budget_policy_id: policy });
  expect((await jobs.get(id)).body.effective_budget_policy_id).toBe(policy);
});

test("a budget policy tags no job of those who may not use it, whatever they administer", async () => {
  const account = TestAccount.in(jobs.sandbox);
  const job = { budget_policy_id: await account.budgetPolicy("somebody's", "platform.admin@lakestage.example") };
  const refused = {
    status: 403,
    body: {
      error_code: "PERMISSION_DENIED",
      message: expect.stringContaining(`does not have permission to use budget policy ${job.budget_policy_id}`),
    },
  };
  expect(await jobs.post("create", job)).toMatchObject(refused);
  expect(await jobs.post("create", job, ENGINEER)).toMatchObject(refused);

  await account.ruleSet(`budgetPolicies/${job.budget_policy_id}`, "roles/budgetPolicy.user", "groups/ml-engineers");
  expect(await jobs.post("create", job, ENGINEER)).toMatchObject({ status: 200 });
  expect(await jobs.post("create", job)).toMatchObject(refused);

  await account.ruleSet("", "roles/billing.admin", "groups/platform-admins");
  expect(await jobs.post("create", job)).toMatchObject({ status: 200 });
});

describe("who may do what", () => {
  test("a job is its maker's and, besides, theirs who were given it", async () => {
    const id = await jobs.create({ name: "secret" });
    expect((await jobs.get(id, SCIENTIST)).status).toBe(403);
    await jobs.share(id, SCIENTIST, "CAN_VIEW");
    expect((await jobs.get(id, SCIENTIST)).status).toBe(200);
  });

  test.each([
    ["reset", { new_settings: {} }],
    ["update", { new_settings: { name: "mine" } }],
    ["delete", {}],
  ])("%s takes CAN_MANAGE", async (operation, body) => {
    const id = await jobs.create({ name: "guarded" });
    await jobs.share(id, SCIENTIST, "CAN_MANAGE_RUN");
    expect(await jobs.post(operation, { job_id: id, ...body }, SCIENTIST)).toMatchObject({
      status: 403,
      body: { error_code: "PERMISSION_DENIED" },
    });
    await jobs.share(id, SCIENTIST, "CAN_MANAGE");
    expect((await jobs.post(operation, { job_id: id, ...body }, SCIENTIST)).status).toBe(200);
  });

  test("a job is made with the access that was asked for", async () => {
    const id = await jobs.create({
      access_control_list: [{ user_name: SCIENTIST, permission_level: "CAN_VIEW" }],
    });
    expect((await jobs.get(id, SCIENTIST)).status).toBe(200);
    expect((await jobs.get(id, ENGINEER)).status).toBe(403);
    expect((await jobs.get(id)).body.run_as_user_name).toBe(deployer());
  });

  test("without the right to compute, jobs are made that need none, and no others", async () => {
    const refused = { status: 403, body: { error_code: "PERMISSION_DENIED" } };
    expect((await jobs.post("create", { tasks: [checkTask("a")] }, ENGINEER)).status).toBe(200);
    expect(await jobs.post("create", { tasks: [notebookTask("a")] }, ENGINEER)).toMatchObject(refused);
    const onCluster = { tasks: [notebookTask("a", { new_cluster: CLUSTER })] };
    expect(await jobs.post("create", onCluster, ENGINEER)).toMatchObject(refused);
  });

  test("a cluster policy that one may use gives its clusters, and serverless compute", async () => {
    const policy = await jobs.policy("for scientists", {}, [SCIENTIST]);
    const on = (cluster: JsonObject): JsonObject => ({ tasks: [notebookTask("a", { new_cluster: cluster })] });
    expect((await jobs.post("create", on({ ...CLUSTER, policy_id: policy }), SCIENTIST)).status).toBe(200);
    expect((await jobs.post("create", { tasks: [notebookTask("a")] }, SCIENTIST)).status).toBe(200);
    expect((await jobs.post("create", on(CLUSTER), SCIENTIST)).status).toBe(403);
    const others = await jobs.policy("for admins", {});
    expect((await jobs.post("create", on({ ...CLUSTER, policy_id: others }), SCIENTIST)).status).toBe(403);
  });
});
