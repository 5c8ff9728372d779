import type { JsonObject } from "../control-plane";
import { TestAccount } from "./account";
import { type TestResponse, TestSandbox, type TestSandboxOptions, type TestWorkspace } from "./sandbox";

export const SCIENTIST = "data.scientist@lakestage.example";
export const ENGINEER = "ml.engineer@lakestage.example";

/** The folder that tests put queries, alerts and dashboards in; scientists see what is in it. */
export const FOLDER = "/Projects/demand";

/** A workspace with everybody in it, a SQL warehouse that everybody sees, a destination, and a folder. */
export class TestSql {
  private constructor(
    readonly sandbox: TestSandbox,
    readonly workspace: TestWorkspace,
    readonly warehouseId: string,
    readonly destinationId: string,
  ) {}

  static async start(options: TestSandboxOptions = {}): Promise<TestSql> {
    const sandbox = await TestSandbox.start(options);
    const workspace = await sandbox.workspace("prod", { everybodyIsIn: true });
    await TestAccount.in(sandbox).assign(workspace.id, "data-scientists", "USER");
    const bare = new TestSql(sandbox, workspace, "", "");
    const warehouse = await bare.ok("POST", "/api/2.0/sql/warehouses", { name: "shared", cluster_size: "Small" });
    await bare.share("sql/warehouses", String(warehouse.id), SCIENTIST, "CAN_VIEW");
    const destination = await bare.ok("POST", "/api/2.0/notification-destinations", {
      display_name: "on call",
      config: { email: { addresses: ["on.call@lakestage.example"] } },
    });
    await bare.ok("POST", "/api/2.0/workspace/mkdirs", { path: FOLDER });
    const folder = await bare.ok("GET", `/api/2.0/workspace/get-status?path=${FOLDER}`);
    await bare.share("directories", String(folder.object_id), SCIENTIST, "CAN_READ");
    return new TestSql(sandbox, workspace, String(warehouse.id), String(destination.id));
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

  /** The body of a call that succeeds. */
  async ok(method: string, path: string, body?: JsonObject, as?: string): Promise<JsonObject> {
    const response = await this.call(method, path, body, as);
    if (response.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(response)}`);
    return response.body;
  }

  /** Gives one user a level on an object of a kind that the permissions API knows. */
  share(kind: string, id: string, user: string, level: string): Promise<JsonObject> {
    return this.ok("PATCH", `/api/2.0/permissions/${kind}/${id}`, {
      access_control_list: [{ user_name: user, permission_level: level }],
    });
  }

  /** What a directory of the workspace holds. */
  async contents(directory = FOLDER): Promise<JsonObject[]> {
    const { objects } = await this.ok("GET", `/api/2.0/workspace/list?path=${encodeURIComponent(directory)}`);
    return (objects ?? []) as JsonObject[];
  }
}
