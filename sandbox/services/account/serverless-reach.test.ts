import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "../../control-plane";
import { TestAccount } from "../../testing/account";
import { ArmSandbox } from "../../testing/arm";
import { addTable, INFERENCE_MONITOR } from "../../testing/monitored-table";
import type { TestWorkspace } from "../../testing/sandbox";
import { ENDPOINTS } from "../../testing/served-models";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const CONNECTIONS = "2023-01-01";
const RULES = "private-endpoint-rules";

/** A workspace whose catalog lies in an account that takes private connections only. */
class ClosedStorage {
  private constructor(
    readonly arm: ArmSandbox,
    readonly account: TestAccount,
    readonly unityCatalog: TestUnityCatalog,
    readonly rules: string,
  ) {}

  static async start(): Promise<ClosedStorage> {
    const arm = await ArmSandbox.start();
    const account = TestAccount.in(arm.sandbox);
    const unityCatalog = await TestUnityCatalog.in(arm.sandbox, "dev");
    const config = await account.ok("POST", "/network-connectivity-configs", { name: "ncc-dev", region: "westeurope" });
    const id = String(config.network_connectivity_config_id);
    await account.ok("PATCH", `/workspaces/${unityCatalog.workspace.id}?update_mask=network_connectivity_config_id`, {
      network_connectivity_config_id: id,
    });
    await unityCatalog.catalog("sales");
    for (const name of ["raw", "monitoring"])
      await unityCatalog.ok("POST", "/schemas", { catalog_name: "sales", name });
    const closed = new ClosedStorage(arm, account, unityCatalog, `/network-connectivity-configs/${id}/${RULES}`);
    await arm.put(closed.storage, closed.storageBody("Disabled"));
    return closed;
  }

  get workspace(): TestWorkspace {
    return this.unityCatalog.workspace;
  }

  /** The account in which the catalog of `TestUnityCatalog` lies. */
  get storage(): string {
    return this.arm.id("Microsoft.Storage/storageAccounts/lakestage");
  }

  storageBody(publicNetworkAccess: "Enabled" | "Disabled"): JsonObject {
    const properties = { isHnsEnabled: true, publicNetworkAccess };
    return { location: "westeurope", kind: "StorageV2", sku: { name: "Standard_LRS" }, properties };
  }

  async ask(groupId = "dfs"): Promise<JsonObject> {
    return await this.account.ok("POST", this.rules, { resource_id: this.storage, group_id: groupId });
  }

  async rule(asked: JsonObject): Promise<JsonObject> {
    return await this.account.ok("GET", `${this.rules}/${String(asked.rule_id)}`);
  }

  async connections(): Promise<JsonObject[]> {
    return (await this.arm.call("GET", `${this.storage}/privateEndpointConnections`, { version: CONNECTIONS })).body
      .value as JsonObject[];
  }

  /** Decides about every connection that waits. */
  async decide(status: string, as?: string): Promise<unknown[]> {
    const answers = [];
    for (const { id } of await this.connections()) {
      const body = { properties: { privateLinkServiceConnectionState: { status } } };
      const options = { body, version: CONNECTIONS, ...(as === undefined ? {} : { as }) };
      const answer = await this.arm.call("PUT", String(id), options);
      answers.push(answer.status === 200 ? 200 : (answer.body.error as JsonObject).code);
    }
    return answers;
  }

  /** The monitor of the table of predictions, when it is no longer pending. */
  async monitor(): Promise<JsonObject> {
    for (;;) {
      const { body } = await this.unityCatalog.ok("GET", "/tables/sales.raw.predictions/monitor");
      if (body.status !== "MONITOR_STATUS_PENDING") return body;
      await sleep(50);
    }
  }

  call(method: string, path: string, body?: JsonObject) {
    return this.arm.sandbox.call(this.workspace.address, method, path, body ? { body } : {});
  }
}

describe("storage that takes private connections only", () => {
  let closed: ClosedStorage;

  beforeEach(async () => {
    closed = await ClosedStorage.start();
  });
  afterEach(() => closed.arm.stop());

  test("is reached by serverless compute once its owner approves the rule's connection, and no more when he withdraws it", async () => {
    const asked = await closed.ask();
    expect(asked).toMatchObject({ connection_state: "PENDING", deactivated: false });
    expect(await closed.connections()).toMatchObject([
      {
        properties: {
          privateEndpoint: {
            id: expect.stringMatching(new RegExp(`/privateEndpoints/${String(asked.endpoint_name)}$`)),
          },
          privateLinkServiceConnectionState: { status: "Pending" },
        },
      },
    ]);
    expect(await closed.decide("Approved")).toEqual([200]);
    expect(await closed.rule(asked)).toMatchObject({ connection_state: "ESTABLISHED" });
    expect(await closed.decide("Approved")).toEqual(["InvalidValuesForRequestParameters"]);
    expect(await closed.decide("Rejected")).toEqual([200]);
    expect(await closed.rule(asked)).toMatchObject({ connection_state: "REJECTED" });
    for (const { id } of await closed.connections())
      await closed.arm.call("DELETE", String(id), { version: CONNECTIONS });
    expect(await closed.rule(asked)).toMatchObject({ connection_state: "DISCONNECTED" });
  });

  test("lets nobody approve without a right on the account, and makes no connection that no endpoint asked for", async () => {
    await closed.ask();
    expect(await closed.decide("Approved", "data.scientist@lakestage.example")).toEqual(["AuthorizationFailed"]);
    const own = `${closed.storage}/privateEndpointConnections/lakestage.mine`;
    const body = { properties: { privateLinkServiceConnectionState: { status: "Approved" } } };
    expect((await closed.arm.call("PUT", own, { body, version: CONNECTIONS })).status).toBe(404);
  });

  test("keeps a rule that was approved for a day, out of use, and lets its configuration go", async () => {
    const asked = await closed.ask();
    await closed.decide("Approved");
    await closed.account.ok("DELETE", `${closed.rules}/${String(asked.rule_id)}`);
    expect(await closed.rule(asked)).toMatchObject({ deactivated: true, deactivated_at: expect.any(Number) });
    // As databricks/terraform-provider-databricks#5386 has it: the endpoint stays at the storage.
    expect(await closed.connections()).toHaveLength(1);
    await closed.ask();
  });

  test("a rule that nobody approved goes with its connection", async () => {
    const asked = await closed.ask();
    await closed.account.ok("DELETE", `${closed.rules}/${String(asked.rule_id)}`);
    expect(await closed.connections()).toEqual([]);
  });

  test("is monitored only through an approved endpoint", async () => {
    await addTable(closed.unityCatalog, "predictions");
    await closed.unityCatalog.ok("POST", "/tables/sales.raw.predictions/monitor", INFERENCE_MONITOR);
    expect(await closed.monitor()).toMatchObject({
      status: "MONITOR_STATUS_ERROR",
      latest_monitor_failure_msg: expect.stringContaining("This Azure storage request is not authorized."),
    });
    await closed.ask();
    await closed.decide("Approved");
    expect(await closed.monitor()).toMatchObject({ status: "MONITOR_STATUS_ACTIVE" });
  });

  test("serves no model before that, and serves it when it is asked again", async () => {
    await closed.unityCatalog.ok("POST", "/models", { catalog_name: "sales", schema_name: "raw", name: "churn" });
    const versions = "/api/2.0/mlflow/unity-catalog/model-versions";
    const name = "sales.raw.churn";
    await closed.call("POST", `${versions}/create`, { name, source: "dbfs:/model" });
    await closed.call("POST", `${versions}/finalize`, { name, version: "1" });
    const served_entities = [
      { entity_name: name, entity_version: "1", workload_size: "Small", scale_to_zero_enabled: true },
    ];
    await closed.call("POST", ENDPOINTS, { name: "churn", config: { served_entities } });
    const settled = async () => {
      for (;;) {
        const { body } = await closed.call("GET", `${ENDPOINTS}/churn`);
        if ((body.state as JsonObject).config_update !== "IN_PROGRESS") return body;
      }
    };
    expect(await settled()).toMatchObject({
      state: { ready: "NOT_READY", config_update: "UPDATE_FAILED" },
      pending_config: {
        served_entities: [
          {
            state: {
              deployment: "DEPLOYMENT_FAILED",
              deployment_state_message: expect.stringContaining("'Firewalls and virtual networks' settings"),
            },
          },
        ],
      },
    });
    await closed.ask();
    await closed.decide("Approved");
    await closed.call("PUT", `${ENDPOINTS}/churn/config`, { served_entities });
    expect(await settled()).toMatchObject({ state: { ready: "READY", config_update: "NOT_UPDATING" } });
  });

  test("is reached from anywhere once it is open, and by another group's rule not at all", async () => {
    await addTable(closed.unityCatalog, "predictions");
    await closed.ask("blob");
    await closed.decide("Approved");
    await closed.unityCatalog.ok("POST", "/tables/sales.raw.predictions/monitor", INFERENCE_MONITOR);
    expect(await closed.monitor()).toMatchObject({ status: "MONITOR_STATUS_ERROR" });
    await closed.arm.put(closed.storage, closed.storageBody("Enabled"));
    expect(await closed.monitor()).toMatchObject({ status: "MONITOR_STATUS_ACTIVE" });
  });
});
