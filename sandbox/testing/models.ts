import type { JsonObject } from "../control-plane";
import type { TestResponse, TestSandbox } from "./sandbox";
import { TestUnityCatalog } from "./unity-catalog";

const MLFLOW = "/api/2.0/mlflow/unity-catalog";

/** A catalog with the schema and the registered model `sales.ml.churn`. */
export class TestModels {
  static readonly MODEL = "sales.ml.churn";

  private constructor(
    private readonly sandbox: TestSandbox,
    readonly unityCatalog: TestUnityCatalog,
  ) {}

  static async in(sandbox: TestSandbox): Promise<TestModels> {
    const dev = await TestUnityCatalog.in(sandbox);
    await dev.catalog("sales");
    await dev.ok("POST", "/schemas", { catalog_name: "sales", name: "ml" });
    await dev.ok("POST", "/models", { catalog_name: "sales", schema_name: "ml", name: "churn", comment: "who leaves" });
    return new TestModels(sandbox, dev);
  }

  /** Calls MLflow's registry API below its common path. */
  mlflow(method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> {
    return this.sandbox.call(this.unityCatalog.workspace.address, method, `${MLFLOW}${path}`, {
      ...(as ? { as } : {}),
      ...(body ? { body } : {}),
    });
  }

  /** Registers the model's next version, ready to be used; its number. */
  async version(members: JsonObject = {}): Promise<number> {
    const created = await this.mlflow("POST", "/model-versions/create", {
      name: TestModels.MODEL,
      source: "dbfs:/model",
      ...members,
    });
    const { version } = created.body.model_version as { version: string };
    await this.mlflow("POST", "/model-versions/finalize", { name: TestModels.MODEL, version });
    return Number(version);
  }

  /** Lets a principal into the schema, with the privileges on the model. */
  async grant(principal: string, privileges: string[]): Promise<void> {
    await this.unityCatalog.grant("catalog", "sales", principal, ["USE_CATALOG"]);
    await this.unityCatalog.grant("schema", "sales.ml", principal, ["USE_SCHEMA"]);
    if (privileges.length > 0) await this.unityCatalog.grant("function", TestModels.MODEL, principal, privileges);
  }
}
