import type { JsonObject } from "../../control-plane";
import { CLUSTER, notebookTask, SCIENTIST, TestJobs } from "../../testing/jobs";

let jobs: TestJobs;

beforeAll(async () => {
  jobs = await TestJobs.start();
});
afterAll(() => jobs.stop());

const onCluster = (cluster: JsonObject): JsonObject => ({
  job_clusters: [{ job_cluster_key: "main", new_cluster: cluster }],
  tasks: [notebookTask("a", { job_cluster_key: "main" })],
});
const edit = (id: string, name: string, rules: JsonObject): Promise<JsonObject> =>
  jobs.ok("POST", "/api/2.0/policies/clusters/edit", { policy_id: id, name, definition: JSON.stringify(rules) });
const compliance = (id: number): Promise<JsonObject> =>
  jobs.ok("GET", `/api/2.0/policies/jobs/get-compliance?job_id=${id}`);
const fixed = (value: string | number): JsonObject => ({ type: "fixed", value });

test.each<[string, JsonObject, JsonObject, string]>([
  ["another value than the fixed one", { spark_version: fixed("x") }, {}, 'spark_version: it must be "x"'],
  ["a value outside of the list", { node_type_id: { type: "allowlist", values: ["z"] } }, {}, "it must be one of z"],
  ["a value on the list", { node_type_id: { type: "blocklist", values: ["Standard_D4ds_v5"] } }, {}, "must not be one"],
  [
    "too many workers",
    { num_workers: { type: "range", maxValue: 0 } },
    {},
    "num_workers: it must be between any and 0",
  ],
  ["what does not match", { spark_version: { type: "regex", pattern: "15\\..*" } }, {}, "it must match 15"],
  ["what is forbidden", { "spark_conf.*": { type: "forbidden" } }, { spark_conf: { "a.b": "1" } }, "spark_conf.a.b"],
  ["what is not there", { "custom_tags.team": { type: "unlimited" } }, {}, "custom_tags.team: the policy requires"],
  ["another sort of cluster", { cluster_type: fixed("all-purpose") }, {}, 'cluster_type: it must be "all-purpose"'],
])("a cluster with %s is refused", async (name, rules, changes, message) => {
  const policy = await jobs.policy(name, rules);
  const { status, body } = await jobs.post("create", onCluster({ ...CLUSTER, ...changes, policy_id: policy }));
  expect(status).toBe(400);
  expect(body.message).toContain("Cluster validation error: Job cluster 'main'");
  expect(body.message).toContain(message);
});

test("what a policy gives a job's cluster is shown as the job's own, and not that it was asked for", async () => {
  const policy = await jobs.policy("complete", {
    spark_version: fixed("auto:latest-lts-ml"),
    node_type_id: { type: "allowlist", values: ["Standard_D4ds_v5"], defaultValue: "Standard_D4ds_v5" },
    "custom_tags.environment": fixed("dev"),
    num_workers: fixed("1"),
  });
  const shown = async (cluster: JsonObject): Promise<unknown> =>
    (await jobs.settings(await jobs.create(onCluster({ policy_id: policy, ...cluster })))).job_clusters;
  // Its defaults are not taken unless that is asked for; what it fixes is taken anyway.
  expect((await jobs.post("create", onCluster({ policy_id: policy }))).body.message).toContain("node_type_id");
  const fixedValues = {
    spark_version: "17.3.x-cpu-ml-scala2.13",
    custom_tags: { environment: "dev" },
    num_workers: "1",
  };
  const own = { node_type_id: "Standard_D4ds_v5" };
  expect(await shown(own)).toMatchObject([{ new_cluster: { ...fixedValues, ...own } }]);
  const asked = await shown({ apply_policy_default_values: true });
  expect(asked).toMatchObject([{ new_cluster: { ...fixedValues, node_type_id: "Standard_D4ds_v5" } }]);
  expect(JSON.stringify(asked)).not.toContain("apply_policy_default_values");
});

test("a nested task's cluster and a task's own are shown so, too, and stay so when the policy changes", async () => {
  const policy = await jobs.policy("shown everywhere", { "custom_tags.team": fixed("one") });
  const cluster = { ...CLUSTER, policy_id: policy, apply_policy_default_values: true };
  const nested = notebookTask("nested", { new_cluster: cluster });
  const id = await jobs.create({
    tasks: [
      notebookTask("own", { new_cluster: cluster }),
      { task_key: "loop", for_each_task: { inputs: "[1]", task: nested } },
    ],
  });
  await edit(policy, "shown everywhere", { "custom_tags.team": fixed("two") });
  const made = { new_cluster: { custom_tags: { team: "one" } } };
  const { tasks } = await jobs.settings(id);
  expect(tasks).toMatchObject([made, { for_each_task: { task: made } }]);
  expect(JSON.stringify(tasks)).not.toContain("apply_policy_default_values");
});

test("only a policy may name the newest runtime", async () => {
  const { status, body } = await jobs.post("create", onCluster({ ...CLUSTER, spark_version: "auto:latest-lts" }));
  expect([status, body.message]).toEqual([400, "Invalid spark version auto:latest-lts."]);
});

test("a policy that fixes the newest runtime of a sort takes that version and no other", async () => {
  const policy = await jobs.policy("newest", { spark_version: fixed("auto:latest-lts-ml") });
  const status = async (version: string): Promise<number> =>
    (await jobs.post("create", onCluster({ ...CLUSTER, spark_version: version, policy_id: policy }))).status;
  const versions = ["17.3.x-cpu-ml-scala2.13", "17.3.x-scala2.13", "16.4.x-cpu-ml-scala2.12"];
  expect(await Promise.all(versions.map(status))).toEqual([200, 400, 400]);
});

test("a job no longer complies after its policy changed, until it is enforced", async () => {
  const policy = await jobs.policy("changing", {}, [SCIENTIST]);
  const id = await jobs.create(onCluster({ ...CLUSTER, policy_id: policy }));
  expect(await compliance(id)).toEqual({ is_compliant: true });

  await edit(policy, "changing", { spark_version: fixed("17.3.x-scala2.13"), "custom_tags.team": fixed("ml") });
  expect(await compliance(id)).toEqual({
    is_compliant: false,
    violations: { "main.spark_version": expect.stringContaining("17.3.x-scala2.13") },
  });
  const listing = `/api/2.0/policies/jobs/list-compliance?policy_id=${policy}`;
  expect(await jobs.ok("GET", listing)).toMatchObject({ jobs: [{ job_id: id, is_compliant: false }] });
  expect((await jobs.call("GET", listing, undefined, SCIENTIST)).body).toEqual({ jobs: [] });

  const enforce = (changes: JsonObject = {}): Promise<JsonObject> =>
    jobs.ok("POST", "/api/2.0/policies/jobs/enforce-compliance", { job_id: id, ...changes });
  const change = {
    has_changes: true,
    job_cluster_changes: [
      { field: "main.spark_version", previous_value: "16.4.x-scala2.12", new_value: "17.3.x-scala2.13" },
    ],
  };
  expect(await enforce({ validate_only: true })).toMatchObject(change);
  expect((await compliance(id)).is_compliant).toBe(false);
  expect(await enforce()).toMatchObject(change);
  expect((await compliance(id)).is_compliant).toBe(true);
  expect(await enforce()).toMatchObject({ has_changes: false });
});

test("a cluster of a nested task is held to its policy, and brought back to it", async () => {
  const policy = await jobs.policy("nested", {});
  const nested = notebookTask("nested", { new_cluster: { ...CLUSTER, policy_id: policy } });
  const id = await jobs.create({ tasks: [{ task_key: "loop", for_each_task: { inputs: "[1]", task: nested } }] });
  await edit(policy, "nested", { num_workers: fixed(2) });
  expect((await compliance(id)).violations).toHaveProperty(["nested.num_workers"]);
  await jobs.ok("POST", "/api/2.0/policies/jobs/enforce-compliance", { job_id: id });
  expect((await jobs.settings(id)).tasks).toMatchObject([
    { for_each_task: { task: { new_cluster: { num_workers: 2 } } } },
  ]);
});

test("what no value of the policy can mend stays a violation", async () => {
  const policy = await jobs.policy("for people", {});
  const id = await jobs.create(onCluster({ ...CLUSTER, policy_id: policy }));
  await edit(policy, "for people", { cluster_type: fixed("all-purpose") });
  const enforced = await jobs.ok("POST", "/api/2.0/policies/jobs/enforce-compliance", { job_id: id });
  expect(enforced.has_changes).toBe(false);
  expect((await compliance(id)).violations).toHaveProperty(["main.cluster_type"]);
});

test("a job outlives its policy", async () => {
  const policy = await jobs.policy("short-lived", {});
  const id = await jobs.create(onCluster({ ...CLUSTER, policy_id: policy }));
  await jobs.ok("POST", "/api/2.0/policies/clusters/delete", { policy_id: policy });
  expect((await jobs.get(id)).status).toBe(200);
  expect(await compliance(id)).toEqual({ is_compliant: true });
});
