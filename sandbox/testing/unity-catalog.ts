import { type JsonObject, seededAccount } from "../control-plane";
import { ArmResources } from "../services/arm/resources";
import type { TestResponse, TestSandbox, TestWorkspace } from "./sandbox";

const UNITY_CATALOG = "/api/2.1/unity-catalog";

/** A workspace with the metastore, one storage credential and one external location to make catalogs in. */
export class TestUnityCatalog {
  private constructor(
    private readonly sandbox: TestSandbox,
    readonly workspace: TestWorkspace,
  ) {}

  static async in(sandbox: TestSandbox, name = "dev"): Promise<TestUnityCatalog> {
    const workspace = await sandbox.workspace(name, { metastore: true, everybodyIsIn: true });
    return new TestUnityCatalog(sandbox, workspace);
  }

  /** Calls Unity Catalog's API below its common path. */
  call(method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> {
    return this.sandbox.call(this.workspace.address, method, `${UNITY_CATALOG}${path}`, {
      ...(as ? { as } : {}),
      ...(body ? { body } : {}),
    });
  }

  /** Makes a credential, a location and a catalog called `name` on it. */
  async catalog(name: string): Promise<void> {
    await this.ok("POST", "/storage-credentials", {
      name: `${name}-credential`,
      azure_managed_identity: { access_connector_id: this.connector(name) },
    });
    const url = `abfss://${name}@lakestage.dfs.core.windows.net/`;
    await this.ok("POST", "/external-locations", { name, url, credential_name: `${name}-credential` });
    await this.ok("POST", "/catalogs", { name, storage_root: url });
  }

  /** Puts an access connector there directly. @returns its resource id. */
  connector(name: string, resourceGroup = "g"): string {
    const { store } = this.sandbox;
    const account = seededAccount(store);
    if (!account) throw new Error("the sandbox is not seeded");
    const type = "Microsoft.Databricks/accessConnectors";
    const id = `/subscriptions/${account.subscriptionIds[0]}/resourceGroups/${resourceGroup}/providers/${type}/${name}`;
    new ArmResources(store, account).put({ id, type, name, body: {}, readyAt: store.now() });
    return id;
  }

  grant(securableType: string, name: string, principal: string, add: string[]): Promise<TestResponse> {
    return this.ok("PATCH", `/permissions/${securableType}/${name}`, { changes: [{ principal, add }] });
  }

  async ok(method: string, path: string, body?: JsonObject): Promise<TestResponse> {
    const response = await this.call(method, path, body);
    if (response.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(response)}`);
    return response;
  }
}
