import { readSeed, SHIPPED_SEED } from "../../sandbox/seed-file";
import type { Estate } from "./estate";

/** A workspace as Azure has made it. */
export interface AzureWorkspace {
  name: string;
  /** Digits, as in `x-databricks-org-id`. */
  id: string;
  /** Its API's address. */
  address: string;
}

const { azure, deployer } = readSeed(SHIPPED_SEED);
const [subscription] = azure.subscriptions;
const SUBSCRIPTION = `/subscriptions/${subscription?.id ?? ""}`;
const RESOURCES_VERSION = "2021-04-01";
const DATABRICKS_VERSION = "2024-05-01";
const LOCATION = "westeurope";
const POLL_MILLISECONDS = 100;

/** Azure of an estate's running sandbox, spoken to as ARM's own clients do: with the deployer's token, over HTTP. */
export class Azure {
  private constructor(
    private readonly arm: string,
    private readonly token: string,
  ) {}

  static async of(estate: Estate): Promise<Azure> {
    return new Azure((await estate.addresses()).arm, await estate.token(deployer));
  }

  /** Makes a resource group; returns its id. */
  async resourceGroup(name: string): Promise<string> {
    const id = `${SUBSCRIPTION}/resourceGroups/${name}`;
    await this.put(id, RESOURCES_VERSION, { location: LOCATION });
    return id;
  }

  /** Makes a workspace without a network of ours, and waits until it is there. */
  async workspace(resourceGroup: string, name: string): Promise<AzureWorkspace> {
    const id = `${resourceGroup}/providers/Microsoft.Databricks/workspaces/${name}`;
    const body = {
      location: LOCATION,
      sku: { name: "premium" },
      properties: { managedResourceGroupId: `${SUBSCRIPTION}/resourceGroups/${name}-managed` },
    };
    const { workspaceId, workspaceUrl } = await this.put(id, DATABRICKS_VERSION, body);
    return { name, id: String(workspaceId), address: String(workspaceUrl) };
  }

  /** Makes an access connector. */
  async accessConnector(resourceGroup: string, name: string): Promise<void> {
    const id = `${resourceGroup}/providers/Microsoft.Databricks/accessConnectors/${name}`;
    await this.put(id, DATABRICKS_VERSION, { location: LOCATION, identity: { type: "SystemAssigned" } });
  }

  /** Puts a resource and returns its properties once it is provisioned. */
  private async put(id: string, version: string, body: object): Promise<Record<string, unknown>> {
    let properties = await this.send("PUT", id, version, body);
    while (properties.provisioningState !== "Succeeded") {
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
      properties = await this.send("GET", id, version);
    }
    return properties;
  }

  private async send(method: string, id: string, version: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.arm}${id}?api-version=${version}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${id}: ${response.status} ${text}`);
    return (JSON.parse(text) as { properties: Record<string, unknown> }).properties;
  }
}
