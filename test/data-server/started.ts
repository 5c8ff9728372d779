import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DataServer } from "../../sandbox/compute/data-server";
import { attachDataServer } from "../../sandbox/services/data/attached";
import { governorOf } from "../../sandbox/services/data/governor";
import { isTaskToken } from "../../sandbox/services/jobs/runs/task-tokens";
import { type TestResponse, TestSandbox } from "../../sandbox/testing/sandbox";
import { TestUnityCatalog } from "../../sandbox/testing/unity-catalog";

export const READER = "data.scientist@lakestage.example";

interface Shown {
  status: { state: string; error?: { message: string } };
  result?: { data_array?: Outcome["rows"] };
}

/** In milliseconds: a busy machine takes longer for a statement than a request waits. */
const ASKS_EVERY = 200;

/** What became of a statement. */
export interface Outcome {
  state: string;
  rows: (string | null)[][];
  message: string;
}

/** A control plane with a data server, a warehouse, and the catalog `dev`, which the deployer owns and a scientist reads. */
export class StartedData {
  private constructor(
    readonly sandbox: TestSandbox,
    readonly catalogs: TestUnityCatalog,
    readonly server: DataServer,
    readonly warehouse: string,
    readonly home: string,
  ) {}

  static async start(): Promise<StartedData> {
    const sandbox = await TestSandbox.start();
    const catalogs = await TestUnityCatalog.in(sandbox);
    await catalogs.catalog("dev");
    await catalogs.ok("POST", "/schemas", { catalog_name: "dev", name: "s" });
    await catalogs.grant("catalog", "dev", "data-scientists", ["USE_CATALOG", "USE_SCHEMA", "SELECT"]);
    const home = mkdtempSync(join(tmpdir(), "lakestage-data-"));
    const server = await DataServer.open({
      home,
      storageRoot: join(home, "storage"),
      port: 0,
      govern: governorOf(sandbox.controlPlane, sandbox.store, isTaskToken),
      environment: process.env,
      log: () => {},
    });
    attachDataServer(sandbox.store, server);
    const { address } = catalogs.workspace;
    const body = { name: "shared", cluster_size: "Small" };
    const made = await sandbox.call(address, "POST", "/api/2.0/sql/warehouses", { body });
    const warehouse = String(made.body.id);
    await sandbox.call(address, "PATCH", `/api/2.0/permissions/warehouses/${warehouse}`, {
      body: { access_control_list: [{ user_name: READER, permission_level: "CAN_USE" }] },
    });
    // What is connected computes.
    const policy = await sandbox.call(address, "POST", "/api/2.0/policies/clusters/create", {
      body: { name: "shared", definition: "{}" },
    });
    await sandbox.call(address, "PATCH", `/api/2.0/permissions/cluster-policies/${String(policy.body.policy_id)}`, {
      body: { access_control_list: [{ user_name: READER, permission_level: "CAN_USE" }] },
    });
    return new StartedData(sandbox, catalogs, server, warehouse, home);
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.sandbox.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  api(method: string, path: string, body?: object, as?: string): Promise<TestResponse> {
    const options = { ...(body ? { body: body as TestResponse["body"] } : {}), ...(as ? { as } : {}) };
    return this.sandbox.call(this.catalogs.workspace.address, method, path, options);
  }

  /** Sets the workspace's, or takes it away. */
  async defaultCatalog(name: string | undefined): Promise<void> {
    const path = "/api/2.0/settings/types/default_namespace_ws/names/default";
    const etag = await this.etagOf(path);
    if (name === undefined) await this.api("DELETE", `${path}?etag=${etag}`);
    else {
      const setting = { etag, namespace: { value: name }, setting_name: "default" };
      await this.api("PATCH", path, { allow_missing: true, setting, field_mask: "namespace.value" });
    }
  }

  /** What an update of a setting must name, which is told where nobody has set it, too. */
  private async etagOf(path: string): Promise<string> {
    const { body } = await this.api("GET", path);
    const [detail] = (body.details ?? []) as { metadata: { etag: string } }[];
    return String(body.etag ?? detail?.metadata.etag);
  }

  execute(statement: string, settings: object = {}, as?: string): Promise<TestResponse> {
    const request = { warehouse_id: this.warehouse, wait_timeout: "50s", statement, ...settings };
    return this.api("POST", "/api/2.0/sql/statements", request, as);
  }

  /** Runs a statement to its end. */
  async sql(statement: string, as?: string): Promise<Outcome> {
    let { body } = await this.execute(statement, {}, as);
    while ((body as unknown as Shown).status.state === "RUNNING") {
      await pause(ASKS_EVERY);
      body = (await this.api("GET", `/api/2.0/sql/statements/${String(body.statement_id)}`, undefined, as)).body;
    }
    const { status, result } = body as unknown as Shown;
    return { state: status.state, rows: result?.data_array ?? [], message: status.error?.message ?? "" };
  }

  /** The rows of a statement that succeeds. */
  async rows(statement: string, as?: string): Promise<Outcome["rows"]> {
    const outcome = await this.sql(statement, as);
    if (outcome.state !== "SUCCEEDED") throw new Error(`${statement}: ${outcome.message}`);
    return outcome.rows;
  }
}
