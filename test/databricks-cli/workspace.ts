import { TestSandbox } from "../../sandbox/testing/sandbox";
import { TestUnityCatalog } from "../../sandbox/testing/unity-catalog";

/** A workspace with what the bundle stands on: a catalog `main` with three schemas, and a table. */
export class BundleWorkspace {
  private constructor(
    readonly sandbox: TestSandbox,
    readonly address: string,
  ) {}

  static async start(): Promise<BundleWorkspace> {
    const sandbox = await TestSandbox.start();
    const unityCatalog = await TestUnityCatalog.in(sandbox);
    await unityCatalog.catalog("main");
    for (const name of ["raw", "online"]) await unityCatalog.ok("POST", "/schemas", { catalog_name: "main", name });
    await unityCatalog.ok("POST", "/tables", {
      catalog_name: "main",
      schema_name: "raw",
      name: "trips",
      table_type: "MANAGED",
      data_source_format: "DELTA",
      storage_location: "",
      columns: [
        { name: "id", type_text: "bigint", type_name: "LONG" },
        { name: "at", type_text: "timestamp", type_name: "TIMESTAMP" },
      ],
    });
    const workspace = new BundleWorkspace(sandbox, unityCatalog.workspace.address);
    // A workspace's first call makes what every workspace has, and a home's first that home.
    await sandbox.call(workspace.address, "GET", `/api/2.0/workspace/get-status?path=${await workspace.home()}`);
    return workspace;
  }

  get token(): string {
    return this.sandbox.token("lakestage-deployer");
  }

  /** The keys of all that is kept. */
  inventory(): Record<string, string[]> {
    return this.sandbox.store.inventory();
  }

  /** Takes away what the service leaves when a bundle is destroyed: metrics, and the folder around the bundle's. */
  async clean(): Promise<void> {
    for (const kind of ["drift", "profile"]) {
      const table = `/api/2.1/unity-catalog/tables/main.raw.trips_${kind}_metrics`;
      await this.sandbox.call(this.address, "DELETE", table);
    }
    const body = { path: `${await this.home()}/.bundle`, recursive: true };
    await this.sandbox.call(this.address, "POST", "/api/2.0/workspace/delete", { body });
  }

  private async home(): Promise<string> {
    const { body } = await this.sandbox.call(this.address, "GET", "/api/2.0/preview/scim/v2/Me");
    return `/Users/${body.userName}`;
  }

  stop(): Promise<void> {
    return this.sandbox.stop();
  }
}
