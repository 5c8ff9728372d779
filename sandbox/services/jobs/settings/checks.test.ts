import type { JsonObject } from "../../../control-plane";
import { CLUSTER, checkTask, notebookTask, TestJobs } from "../../../testing/jobs";

let jobs: TestJobs;

beforeAll(async () => {
  jobs = await TestJobs.start();
});
afterAll(() => jobs.stop());

const tasks = (...given: JsonObject[]): JsonObject => ({ tasks: given });
const task = (members: JsonObject): JsonObject => tasks({ task_key: "a", ...members });
const clusters = (...keys: string[]): JsonObject[] =>
  keys.map((key) => ({ job_cluster_key: key, new_cluster: CLUSTER }));
const onCluster = (cluster: JsonObject): JsonObject => tasks(notebookTask("a", { new_cluster: cluster }));
const cluster = (members: JsonObject): JsonObject => onCluster({ ...CLUSTER, ...members });
const notebook = (path: string): JsonObject => task({ notebook_task: { notebook_path: path } });
const wheel = { package_name: "pipelines", entry_point: "train" };
const loop = (members: JsonObject): JsonObject =>
  task({ for_each_task: { inputs: '["x"]', task: notebookTask("nested"), ...members } });
const destinations = (count: number): JsonObject[] => Array.from({ length: count }, () => ({ id: "none" }));

/** Each with what the message must say. */
const refused: [string, JsonObject, string][] = [
  ["a name that is too long", { name: "n".repeat(4097) }, "at most 4096 bytes"],
  ["a description that is too long", { description: "d".repeat(27_701) }, "at most 27700 characters"],
  [
    "too many tags",
    { tags: Object.fromEntries(Array.from({ length: 26 }, (_, i) => [`t${i}`, ""])) },
    "at most 25 tags",
  ],
  ["a tag that says too much", { tags: { t: "v".repeat(257) } }, "at most 256 characters, got 257"],
  ["too many runs at once", { max_concurrent_runs: 1001 }, "between 0 and 1000, got 1001"],
  ["a negative time-out", { timeout_seconds: -1 }, "timeout_seconds must not be negative"],

  ["a task twice", tasks(checkTask("a"), checkTask("a")), "Duplicate task key 'a'"],
  ["a task key with a space", tasks(checkTask("a b")), "Invalid task_key 'a b'"],
  ["a task key that is too long", tasks(checkTask("k".repeat(101))), "1 to 100 characters"],
  ["a task that needs itself", tasks(checkTask("a", "a")), "task 'a' can not reference itself"],
  ["a task that needs an unknown one", tasks(checkTask("a", "b")), "task 'a' depends on 'b', which is not a task"],
  ["a dependency twice", tasks(checkTask("a"), checkTask("b", "a", "a")), "task 'b' depends on 'a' twice"],
  ["a cycle", tasks(checkTask("a", "c"), checkTask("b", "a"), checkTask("c", "b")), "a -> c -> b -> a"],
  [
    "an outcome of a task that has none",
    tasks(notebookTask("a"), { ...checkTask("b"), depends_on: [{ task_key: "a", outcome: "true" }] }),
    "'a', which is not a condition task",
  ],
  [
    "an outcome that no condition has",
    tasks(checkTask("a"), { ...checkTask("b"), depends_on: [{ task_key: "a", outcome: "maybe" }] }),
    "the outcome 'maybe'",
  ],

  ["a task of no type", task({}), "exactly one task type, such as notebook_task or python_wheel_task; got none"],
  [
    "a task of two types",
    task({ notebook_task: { notebook_path: "/a" }, spark_python_task: { python_file: "/a" } }),
    "got notebook_task and spark_python_task",
  ],
  ["a negative number of retries", tasks(notebookTask("a", { max_retries: -2 })), "max_retries must be -1"],
  ["a negative wait", tasks(notebookTask("a", { min_retry_interval_millis: -1 })), "min_retry_interval_millis"],
  [
    "a wheel's parameters in two ways",
    task({ python_wheel_task: { ...wheel, parameters: ["x"], named_parameters: { x: "1" } }, new_cluster: CLUSTER }),
    "only one of parameters and named_parameters",
  ],
  ["a source in Git without one", task({ notebook_task: { notebook_path: "a", source: "GIT" } }), "no git_source"],
  ["a job that is not there", task({ run_job_task: { job_id: 5 } }), "Job 5 does not exist."],
  [
    "a SQL task on an unknown warehouse",
    task({ sql_task: { warehouse_id: "none", file: { path: "/a.sql" } } }),
    "SQL warehouse none does not exist",
  ],
  [
    "a runtime that there is none of",
    cluster({ spark_version: "9.9.x-scala2.99" }),
    "Invalid spark version 9.9.x-scala2.99",
  ],
  [
    "a machine that there is none of",
    cluster({ node_type_id: "Standard_D4DS_v5" }),
    "Node type Standard_D4DS_v5 is not supported",
  ],
  [
    "a driver's machine that there is none of",
    cluster({ driver_node_type_id: "m5.large" }),
    "Node type m5.large is not",
  ],
  ["a pool that is not there", cluster({ instance_pool_id: "0101-a" }), "Can't find an instance pool with id: 0101-a"],
  ["a driver's pool that is not there", cluster({ driver_instance_pool_id: "0101-b" }), "with id: 0101-b"],
  [
    "a cluster that is not there",
    tasks(notebookTask("a", { existing_cluster_id: "0101-c" })),
    "Cluster 0101-c does not exist",
  ],
  ["a notebook of a relative path", notebook("rel"), "Invalid notebook_path: rel. Only absolute paths"],
  ["a notebook in DBFS", notebook("dbfs:/x"), "Invalid notebook_path: dbfs:/x. Only absolute paths"],
  [
    "a nested notebook of a relative path",
    loop({ task: { task_key: "inner", notebook_task: { notebook_path: "rel" } } }),
    "Invalid notebook_path: rel",
  ],
  [
    "a script of a relative path",
    task({ spark_python_task: { python_file: "src/a.py" }, new_cluster: CLUSTER }),
    "Invalid Python file URI: src/a.py",
  ],
  [
    "a SQL file of a relative path",
    task({ sql_task: { warehouse_id: "none", file: { path: "a.sql" } } }),
    "Invalid path of a SQL file: a.sql",
  ],
  [
    "a pipeline that is not there",
    task({ pipeline_task: { pipeline_id: "p" } }),
    "The specified pipeline p was not found",
  ],
  ["an alert that is not there", task({ alert_task: { alert_id: "a" } }), "Alert with ID 'a' does not exist"],
  ["a dashboard that is not there", task({ dashboard_task: { dashboard_id: "d" } }), "Dashboard with ID 'd' does not"],
  ["a SQL task that does nothing", task({ sql_task: { warehouse_id: "none" } }), "exactly one of query, dashboard"],
  ["a dbt task without commands", task({ dbt_task: { commands: [] }, new_cluster: CLUSTER }), "at least one command"],
  [
    "a library of two kinds",
    tasks(notebookTask("a", { new_cluster: CLUSTER, libraries: [{ whl: "a", jar: "b" }] })),
    "whl",
  ],

  ["a loop over nothing", loop({ inputs: "[]" }), "a JSON array that is not empty"],
  ["a loop over text", loop({ inputs: "x,y" }), "a JSON array that is not empty"],
  ["a loop that is too wide", loop({ concurrency: 101 }), "between 1 and 100, got 101"],
  [
    "a loop in a loop",
    loop({ task: { task_key: "b", for_each_task: { inputs: "[1]", task: checkTask("c") } } }),
    "nested",
  ],
  ["a nested task that waits", loop({ task: checkTask("b", "a") }), "can not have depends_on"],
  ["a nested task of no type", loop({ task: { task_key: "b" } }), "Task 'b' must have exactly one task type"],

  [
    "two computes",
    tasks(notebookTask("a", { new_cluster: CLUSTER, job_cluster_key: "m" })),
    "only one of new_cluster and",
  ],
  ["an unknown job cluster", tasks(notebookTask("a", { job_cluster_key: "m" })), "Job cluster 'm' is not defined"],
  ["a job cluster twice", { job_clusters: clusters("m", "m") }, "Duplicate job_cluster_key 'm'"],
  ["a job cluster of nothing", { job_clusters: [{ job_cluster_key: "m" }] }, "Job cluster 'm' takes new_cluster"],
  ["a cluster that is not there", tasks(notebookTask("a", { existing_cluster_id: "x" })), "Cluster x does not exist"],
  ["a condition with a cluster", tasks({ ...checkTask("a"), new_cluster: CLUSTER }), "which takes no new_cluster"],
  [
    "a wheel without an environment",
    task({ python_wheel_task: wheel }),
    "An environment is required for serverless task a",
  ],
  [
    "an unknown environment",
    task({ python_wheel_task: wheel, environment_key: "none" }),
    "Environment 'none' is not defined",
  ],
  [
    "an environment on a cluster",
    {
      ...task({ python_wheel_task: wheel, environment_key: "e", new_cluster: CLUSTER }),
      environments: [{ environment_key: "e" }],
    },
    "environment_key, which is for serverless compute",
  ],
  [
    "an environment twice",
    { environments: [{ environment_key: "e" }, { environment_key: "e" }] },
    "Duplicate environment_key 'e'",
  ],
  [
    "libraries on serverless compute",
    tasks(notebookTask("a", { libraries: [{ whl: "/a.whl" }] })),
    "Libraries field is not supported for serverless task",
  ],
  ["spark-submit on serverless compute", task({ spark_submit_task: {} }), "can not run on serverless compute"],

  [
    "a cluster of an ML runtime that keeps several users apart",
    onCluster({ ...CLUSTER, spark_version: "17.3.x-cpu-ml-scala2.13", data_security_mode: "USER_ISOLATION" }),
    "Selected runtime version does not support User Isolation security mode",
  ],
  ["a cluster without a runtime", onCluster({ ...CLUSTER, spark_version: "" }), "new_cluster.spark_version"],
  ["a cluster without machines", onCluster({ ...CLUSTER, node_type_id: "" }), "new_cluster.node_type_id"],
  ["a cluster of no size", onCluster({ spark_version: "x", node_type_id: "y" }), "new_cluster.size"],
  ["a cluster of a negative size", onCluster({ ...CLUSTER, num_workers: -1 }), "num_workers must not be negative"],
  [
    "a cluster of two sizes",
    onCluster({ ...CLUSTER, autoscale: { min_workers: 1, max_workers: 2 } }),
    "only one of num_workers and autoscale",
  ],
  [
    "a cluster that shrinks as it grows",
    onCluster({ ...CLUSTER, num_workers: 0, autoscale: { min_workers: 3, max_workers: 2 } }),
    "max_workers that is not smaller",
  ],
  ["another cloud's cluster", onCluster({ ...CLUSTER, aws_attributes: {} }), "aws_attributes can not be set on Azure"],
  [
    "an unknown cluster policy",
    onCluster({ ...CLUSTER, policy_id: "none" }),
    "Can't find a cluster policy with id: none",
  ],

  [
    "a parameter twice",
    {
      parameters: [
        { name: "p", default: "" },
        { name: "p", default: "" },
      ],
    },
    "Duplicate parameter 'p'",
  ],
  ["a parameter with a space", { parameters: [{ name: "p q", default: "" }] }, "Invalid job parameter name 'p q'"],
  [
    "a Git source at two places",
    { git_source: { git_url: "https://x.y/z", git_provider: "gitHub", git_branch: "main", git_tag: "v1" } },
    "exactly one of git_branch, git_tag and git_commit; got git_branch, git_tag",
  ],
  [
    "a Git source over ssh",
    { git_source: { git_url: "git@x.y:z", git_provider: "gitHub", git_branch: "main" } },
    "not an https address",
  ],
  [
    "something that is no address",
    { email_notifications: { on_failure: ["nobody"] } },
    "The job: 'nobody' in email_notifications.on_failure is not an e-mail address",
  ],
  [
    "a destination that is not there",
    tasks({ ...checkTask("a"), webhook_notifications: { on_start: destinations(1) } }),
    "Task 'a': notification destination 'none' in webhook_notifications.on_start does not exist",
  ],
  [
    "too many destinations",
    { webhook_notifications: { on_failure: destinations(4) } },
    "at most 3 destinations, got 4",
  ],
  [
    "a health limit of nothing",
    { health: { rules: [{ metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value: 0 }] } },
    "a value above 0",
  ],
  [
    "two limits of one metric",
    {
      health: {
        rules: [1, 2].map((value) => ({ metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value })),
      },
    },
    "RUN_DURATION_SECONDS has two rules",
  ],
];

test.each(refused)("%s is refused", async (_case, settings, message) => {
  const { status, body } = await jobs.post("create", settings);
  expect({ status, code: body.error_code }).toEqual({ status: 400, code: "INVALID_PARAMETER_VALUE" });
  expect(body.message).toContain(message);
});

test("every kind of what a task runs on is taken", async () => {
  const { id: warehouse } = await jobs.ok("POST", "/api/2.0/sql/warehouses", { name: "w", cluster_size: "Small" });
  const other = await jobs.create({ name: "other" });
  const settings = {
    job_clusters: clusters("main"),
    environments: [{ environment_key: "e" }],
    tasks: [
      notebookTask("serverless"),
      notebookTask("shared", { job_cluster_key: "main" }),
      { task_key: "own", spark_submit_task: {}, new_cluster: CLUSTER },
      { task_key: "environment", python_wheel_task: wheel, environment_key: "e" },
      { task_key: "sql", sql_task: { warehouse_id: String(warehouse), file: { path: "/a.sql" } } },
      { task_key: "on_warehouse", notebook_task: { notebook_path: "/a", warehouse_id: String(warehouse) } },
      { task_key: "job", run_job_task: { job_id: other } },
      { task_key: "loop", for_each_task: { inputs: "{{tasks.own.values.names}}", task: notebookTask("nested") } },
    ],
  };
  expect(await jobs.settings(await jobs.create(settings))).toMatchObject(settings);
});

// Clients warn of it; the service makes such a cluster, in which nothing is computed side by side (databricks/cli pull
// request 1909; the refusal of issue 1546 was the Terraform provider's own, which has since dropped it).
test("no workers are taken without the settings of a single node, too", async () => {
  expect((await jobs.post("create", cluster({ num_workers: 0 }))).status).toBe(200);
});

test("code in Git has a place in the repository, in nested tasks too", async () => {
  const inner = { task_key: "inner", notebook_task: { notebook_path: "notebooks/one" } };
  const { status } = await jobs.post("create", {
    git_source: { git_url: "https://github.com/o/r", git_provider: "gitHub", git_branch: "main" },
    tasks: [{ task_key: "loop", for_each_task: { inputs: "[1]", task: inner } }],
  });
  expect(status).toBe(200);
});

test("objects that are there are taken, and so are references to parameters", async () => {
  const { pipeline_id: pipeline } = await jobs.ok("POST", "/api/2.0/pipelines", { name: "p" });
  const { instance_pool_id: pool } = await jobs.ok("POST", "/api/2.0/instance-pools/create", {
    instance_pool_name: "p",
    node_type_id: "Standard_D4ds_v5",
  });
  const { cluster_id: running } = await jobs.ok("POST", "/api/2.1/clusters/create", CLUSTER);
  const { node_type_id: _, ...machines } = CLUSTER as JsonObject;
  const settings = tasks(
    { task_key: "alert", alert_task: { alert_id: "{{job.parameters.alert}}" } },
    notebookTask("pooled", { new_cluster: { ...machines, instance_pool_id: String(pool) } }),
    { task_key: "update", pipeline_task: { pipeline_id: String(pipeline) } },
    notebookTask("waiting", { existing_cluster_id: String(running) }),
    notebookTask("whichever", { notebook_task: { notebook_path: "{{job.parameters.path}}" } }),
  );
  expect(await jobs.settings(await jobs.create(settings))).toMatchObject(settings);
});
