import type { JsonObject } from "../control-plane";
import type { TestResponse, TestSandbox } from "./sandbox";
import { TestUnityCatalog } from "./unity-catalog";

/** The database API of a workspace that has a catalog with a source table `sales.raw.fares`. */
export class TestDatabases {
  private constructor(
    private readonly sandbox: TestSandbox,
    readonly unityCatalog: TestUnityCatalog,
  ) {}

  static async in(sandbox: TestSandbox): Promise<TestDatabases> {
    const unityCatalog = await TestUnityCatalog.in(sandbox, "dev");
    await unityCatalog.catalog("sales");
    for (const name of ["raw", "online"]) await unityCatalog.ok("POST", "/schemas", { catalog_name: "sales", name });
    const databases = new TestDatabases(sandbox, unityCatalog);
    await databases.addTable("fares", { "delta.enableChangeDataFeed": "true" });
    return databases;
  }

  /** A table of flights' fares, of which nothing is keyed yet. */
  async addTable(name: string, properties: Record<string, string>): Promise<void> {
    await this.unityCatalog.ok("POST", "/tables", {
      catalog_name: "sales",
      schema_name: "raw",
      name,
      table_type: "MANAGED",
      data_source_format: "DELTA",
      storage_location: "",
      properties,
      columns: [
        { name: "flight", type_text: "bigint", type_name: "LONG" },
        { name: "at", type_text: "timestamp", type_name: "TIMESTAMP" },
        { name: "fare", type_text: "double", type_name: "DOUBLE" },
      ],
    });
  }

  /** Calls `/api/2.0<path>`. */
  call(method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> {
    const { address } = this.unityCatalog.workspace;
    return this.sandbox.call(address, method, `/api/2.0${path}`, { ...(body ? { body } : {}), ...(as ? { as } : {}) });
  }

  /** The body of a call that succeeds. */
  async ok(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
    const response = await this.call(method, path, body);
    if (response.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(response)}`);
    return response.body;
  }
}
