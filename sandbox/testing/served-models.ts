import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "./sandbox";
import { TestUnityCatalog } from "./unity-catalog";

/** Opens the workspace, and may execute the models of `dev.ml` and create tables there. */
export const ENGINEER = "ml.engineer@lakestage.example";
/** Opens the workspace and may execute the same models. */
export const SCIENTIST = "data.scientist@lakestage.example";

export const MODEL = "dev.ml.churn";
export const ENDPOINTS = "/api/2.0/serving-endpoints";

/** A workspace with registered models to serve: versions 1 and 2 of `dev.ml.churn` are ready, 3 is not. */
export class TestServing {
  private constructor(
    readonly sandbox: TestSandbox,
    readonly unityCatalog: TestUnityCatalog,
  ) {}

  static async start(): Promise<TestServing> {
    const sandbox = await TestSandbox.start();
    const unityCatalog = await TestUnityCatalog.in(sandbox);
    await unityCatalog.catalog("dev");
    await unityCatalog.ok("POST", "/schemas", { catalog_name: "dev", name: "ml" });
    for (const principal of [ENGINEER, SCIENTIST]) {
      await unityCatalog.grant("catalog", "dev", principal, ["USE_CATALOG", "USE_SCHEMA", "EXECUTE", "SELECT"]);
    }
    await unityCatalog.grant("schema", "dev.ml", ENGINEER, ["CREATE_TABLE"]);
    const serving = new TestServing(sandbox, unityCatalog);
    await unityCatalog.ok("POST", "/models", { catalog_name: "dev", schema_name: "ml", name: "churn" });
    for (const ready of [true, true, false]) await serving.version(ready);
    return serving;
  }

  get workspace(): TestWorkspace {
    return this.unityCatalog.workspace;
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

  /** Creates an endpoint that serves version 1 unless `settings` say otherwise. */
  create(name: string, settings: JsonObject = {}, as?: string): Promise<TestResponse> {
    return this.call("POST", ENDPOINTS, { name, config: { served_entities: [entity()] }, ...settings }, as);
  }

  /** Creates an endpoint and waits for it. */
  async created(name: string, settings: JsonObject = {}, as?: string): Promise<JsonObject> {
    const { status, body } = await this.create(name, settings, as);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return this.settled(name);
  }

  /** The endpoint, when no update of it is in progress. */
  async settled(name: string): Promise<JsonObject> {
    for (;;) {
      const { body } = await this.call("GET", `${ENDPOINTS}/${name}`);
      if ((body.state as JsonObject).config_update === "NOT_UPDATING") return body;
      await sleep(20);
    }
  }

  private async version(ready: boolean): Promise<void> {
    const path = "/api/2.0/mlflow/unity-catalog/model-versions";
    const { body } = await this.call("POST", `${path}/create`, { name: MODEL, source: "dbfs:/model" });
    const { version = null } = body.model_version as JsonObject;
    if (ready) await this.call("POST", `${path}/finalize`, { name: MODEL, version });
  }
}

/** A served entity that is complete. */
export const entity = (settings: JsonObject = {}): JsonObject => ({
  entity_name: MODEL,
  entity_version: "1",
  workload_size: "Small",
  scale_to_zero_enabled: true,
  ...settings,
});
