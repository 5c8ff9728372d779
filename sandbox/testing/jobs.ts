import type { JsonObject } from "../control-plane";
import { type TestResponse, TestSandbox, type TestSandboxOptions, type TestWorkspace } from "./sandbox";

export const SCIENTIST = "data.scientist@lakestage.example";
export const ENGINEER = "ml.engineer@lakestage.example";

/** A task that needs no compute. */
export const checkTask = (key: string, ...dependsOn: string[]): JsonObject => ({
  task_key: key,
  condition_task: { left: "1", op: "EQUAL_TO", right: "1" },
  ...(dependsOn.length > 0 ? { depends_on: dependsOn.map((on) => ({ task_key: on })) } : {}),
});

/** A task that runs a notebook, on serverless compute unless `compute` names another. */
export const notebookTask = (key: string, compute: JsonObject = {}): JsonObject => ({
  task_key: key,
  notebook_task: { notebook_path: `/Shared/${key}` },
  ...compute,
});

export const CLUSTER: JsonObject = {
  spark_version: "16.4.x-scala2.12",
  node_type_id: "Standard_D4ds_v5",
  num_workers: 1,
};

/** A task that takes a process: a Python file of the workspace. */
export const fileTask = (key: string, more: JsonObject = {}): JsonObject => ({
  task_key: key,
  new_cluster: CLUSTER,
  spark_python_task: { python_file: "/Workspace/Shared/task.py" },
  ...more,
});

/** A workspace, everybody in it, and calls of its jobs API. */
export class TestJobs {
  private constructor(
    readonly sandbox: TestSandbox,
    readonly workspace: TestWorkspace,
  ) {}

  static async start(options: TestSandboxOptions = {}): Promise<TestJobs> {
    const sandbox = await TestSandbox.start(options);
    return new TestJobs(sandbox, await sandbox.workspace("dev", { everybodyIsIn: true, metastore: true }));
  }

  stop(): Promise<void> {
    return this.sandbox.stop();
  }

  call(method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> {
    return this.sandbox.call(this.workspace.address, method, path, {
      ...(body ? { body } : {}),
      ...(as ? { as } : {}),
    });
  }

  /** Posts to `/api/2.2/jobs/<operation>`. */
  post(operation: string, body: JsonObject, as?: string): Promise<TestResponse> {
    return this.call("POST", `/api/2.2/jobs/${operation}`, body, as);
  }

  /** The body of a call that succeeds. */
  async ok(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
    const response = await this.call(method, path, body);
    if (response.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(response)}`);
    return response.body;
  }

  /** Makes a job. @returns its id. */
  async create(settings: JsonObject, as?: string): Promise<number> {
    const { status, body } = await this.post("create", settings, as);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return Number(body.job_id);
  }

  get(id: number, as?: string): Promise<TestResponse> {
    return this.call("GET", `/api/2.2/jobs/get?job_id=${id}`, undefined, as);
  }

  async settings(id: number): Promise<JsonObject> {
    return (await this.get(id)).body.settings as JsonObject;
  }

  /** Gives one principal a level on a job. */
  share(id: number, user: string, level: string): Promise<JsonObject> {
    return this.ok("PATCH", `/api/2.0/permissions/jobs/${id}`, {
      access_control_list: [{ user_name: user, permission_level: level }],
    });
  }

  /** Makes a cluster policy. @param users may use it. @returns its id. */
  async policy(name: string, rules: JsonObject, users: string[] = []): Promise<string> {
    const { policy_id: id } = await this.ok("POST", "/api/2.0/policies/clusters/create", {
      name,
      definition: JSON.stringify(rules),
    });
    await this.ok("PATCH", `/api/2.0/permissions/cluster-policies/${id}`, {
      access_control_list: users.map((user) => ({ user_name: user, permission_level: "CAN_USE" })),
    });
    return String(id);
  }
}
