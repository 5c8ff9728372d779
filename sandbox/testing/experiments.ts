import type { JsonObject } from "../control-plane";
import type { TestResponse, TestSandbox, TestWorkspace } from "./sandbox";

const MLFLOW = "/api/2.0/mlflow";

/** A workspace that everybody is in, with the experiment `/churn`. */
export class TestExperiments {
  private constructor(
    private readonly sandbox: TestSandbox,
    readonly workspace: TestWorkspace,
    readonly experimentId: string,
  ) {}

  static async in(sandbox: TestSandbox): Promise<TestExperiments> {
    const workspace = await sandbox.workspace("dev", { everybodyIsIn: true });
    const body = { name: "/churn" };
    const made = await sandbox.call(workspace.address, "POST", `${MLFLOW}/experiments/create`, { body });
    return new TestExperiments(sandbox, workspace, String(made.body.experiment_id));
  }

  /** Calls MLflow's tracking API below its common path, or, with a path that starts with `/api/`, that one. */
  call(method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> {
    const full = path.startsWith("/api/") ? path : `${MLFLOW}${path}`;
    return this.sandbox.call(this.workspace.address, method, full, {
      ...(as ? { as } : {}),
      ...(body ? { body } : {}),
    });
  }

  /** The body of a call that succeeds. */
  async ok(method: string, path: string, body?: JsonObject, as?: string): Promise<JsonObject> {
    const response = await this.call(method, path, body, as);
    if (response.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(response)}`);
    return response.body;
  }

  /** Starts a run; its id. */
  async run(members: JsonObject = {}): Promise<string> {
    const { run } = await this.ok("POST", "/runs/create", { experiment_id: this.experimentId, ...members });
    return (run as { info: { run_id: string } }).info.run_id;
  }

  async grant(level: string, userName: string): Promise<void> {
    const acl = { access_control_list: [{ user_name: userName, permission_level: level }] };
    await this.ok("PATCH", `/api/2.0/permissions/experiments/${this.experimentId}`, acl);
  }
}
