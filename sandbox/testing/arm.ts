import type { JsonObject } from "../control-plane";
import { readSeed, SHIPPED_SEED } from "../seed-file";
import { type TestResponse, TestSandbox } from "./sandbox";

const NEWEST = "2026-01-01";

/** A sandbox's ARM with one resource group in it, and the calls that its tests make. */
export class ArmSandbox {
  readonly subscription = `/subscriptions/${readSeed(SHIPPED_SEED).azure.subscriptions[0]?.id}`;
  readonly tenantId = readSeed(SHIPPED_SEED).azure.tenantId;
  readonly group = `${this.subscription}/resourceGroups/rg-dev`;

  private constructor(readonly sandbox: TestSandbox) {}

  /** @param seed what differs from the shipped one. */
  static async start(seed: Parameters<typeof TestSandbox.start>[0] = {}): Promise<ArmSandbox> {
    const arm = new ArmSandbox(await TestSandbox.start(seed));
    await arm.put(arm.group, { location: "westeurope" }, { version: "2021-04-01" });
    return arm;
  }

  async stop(): Promise<void> {
    await this.sandbox.stop();
  }

  /** The id of a resource in the group. @param path for example `Microsoft.Network/virtualNetworks/vnet`. */
  id(path: string): string {
    return `${this.group}/providers/${path}`;
  }

  async call(
    method: string,
    id: string,
    { as, body, version }: { as?: string; body?: JsonObject; version?: string } = {},
  ): Promise<TestResponse> {
    const { arm } = this.sandbox.controlPlane.addresses();
    const query = id.includes("?") ? "" : `?api-version=${version ?? versionFor(id)}`;
    return await this.sandbox.call(arm, method, `${id}${query}`, {
      ...(as === undefined ? {} : { as }),
      ...(body === undefined ? {} : { body }),
    });
  }

  /** @throws Error when it is refused: for what a test takes for granted. */
  async put(id: string, body: JsonObject, options: { as?: string; version?: string } = {}): Promise<JsonObject> {
    const response = await this.call("PUT", id, { ...options, body });
    if (response.status >= 300) throw new Error(JSON.stringify(response.body));
    return response.body;
  }

  async get(id: string): Promise<JsonObject> {
    return (await this.call("GET", id)).body;
  }

  /** The status and the code with which a PUT is refused. */
  async refusalOf(id: string, body: JsonObject, as?: string): Promise<unknown[]> {
    const response = await this.call("PUT", id, as === undefined ? { body } : { body, as });
    return [response.status, codeOf(response)];
  }

  async deletionOf(id: string, as?: string): Promise<unknown[]> {
    const response = await this.call("DELETE", id, as === undefined ? {} : { as });
    return [response.status, codeOf(response)];
  }
}

export function codeOf({ body }: TestResponse): unknown {
  return (body.error as JsonObject | undefined)?.code;
}

/** Old enough for every resource type; only workspaces are asked for in their newest version. */
const versionFor = (id: string): string => (/Microsoft\.Databricks\/workspaces/i.test(id) ? NEWEST : "2018-05-01");
