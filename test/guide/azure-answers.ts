import { randomUUID } from "node:crypto";
import { search } from "jmespath";
import { AZURE_DATABRICKS } from "../../azure/well-known-ids";
import { roleNamed } from "../../sandbox/services/arm/built-in-roles";
import { answer } from "../harness/api-calls";
import { azureCommand } from "./azure-cli";

/** What the stand-in for the Azure CLI asks: an ARM, as somebody. */
export interface Cloud {
  arm: string;
  subscriptionId: string;
  tenantId: string;
  /** Of whoever is signed in. */
  token(): string;
  /** Object id of whoever is signed in. */
  objectId(): string;
}

/** How a command ended. */
export interface Ended {
  exitCode: number;
  output: string;
}

type Given = (parameter: string) => string;

/** API versions, as the Azure CLI has them for each provider. */
const VERSIONS: Readonly<Record<string, string>> = {
  "Microsoft.Authorization": "2022-04-01",
  "Microsoft.KeyVault": "2023-07-01",
  "Microsoft.ManagedIdentity": "2023-01-31",
  "Microsoft.Storage": "2023-01-01",
};
const GROUPS_VERSION = "2021-04-01";

/** Answers the guide's `az` commands as Azure would, by a sandbox's ARM, which decides who may. */
export class AzureAnswers {
  /** Roles that were defined, which the sandbox does not keep. */
  private readonly ownRoles = new Set<string>();

  constructor(private readonly cloud: Cloud) {}

  async run(words: readonly string[]): Promise<Ended> {
    const { command, problems, values } = azureCommand(words);
    const act = this.acts[command];
    if (problems.length > 0 || !act)
      return { exitCode: 2, output: `${command}: ${problems.join(", ") || "no answer"}` };
    try {
      const result = await act((parameter) => values.get(parameter) ?? "");
      const query = values.get("--query");
      return { exitCode: 0, output: printed(query ? search(result, query) : result, values.get("--output") ?? "json") };
    } catch (error) {
      return { exitCode: 1, output: `ERROR: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  private readonly acts: Readonly<Record<string, (given: Given) => unknown>> = {
    login: () => [],
    "account set": () => undefined,
    "account get-access-token": (given) => {
      if (given("--resource") !== AZURE_DATABRICKS) throw new Error(`no token for ${given("--resource")}`);
      return { accessToken: this.cloud.token(), tokenType: "Bearer" };
    },
    "ad signed-in-user show": () => ({ id: this.cloud.objectId() }),
    "provider register": () => undefined,
    "group create": (given) => this.put(this.group(given("--name")), { location: given("--location") }),
    "group exists": async (given) => (await this.find(this.group(given("--name")))) !== undefined,
    "group show": (given) => this.get(this.group(given("--name"))),
    "group delete": (given) => this.send("DELETE", this.group(given("--name"))),
    "storage account create": (given) =>
      this.put(this.of(given, "Microsoft.Storage/storageAccounts"), {
        location: given("--location"),
        kind: "StorageV2",
        sku: { name: given("--sku") },
        properties: {
          minimumTlsVersion: given("--min-tls-version"),
          allowBlobPublicAccess: given("--allow-blob-public-access") === "true",
          allowSharedKeyAccess: given("--allow-shared-key-access") === "true",
        },
      }),
    "storage account show": (given) => this.get(this.of(given, "Microsoft.Storage/storageAccounts")),
    "storage account list": (given) =>
      this.list(`${this.group(given("-g"))}/providers/Microsoft.Storage/storageAccounts`),
    "storage account blob-service-properties update": (given) =>
      this.put(`${this.account(given("--account-name"), given)}/blobServices/default`, {
        properties: {
          isVersioningEnabled: given("--enable-versioning") === "true",
          deleteRetentionPolicy: { enabled: true, days: Number(given("--delete-retention-days")) },
          containerDeleteRetentionPolicy: { enabled: true, days: Number(given("--container-delete-retention-days")) },
        },
      }),
    "storage container-rm create": (given) =>
      this.put(
        `${this.account(given("--storage-account"), given)}/blobServices/default/containers/${given("--name")}`,
        {},
      ),
    "keyvault create": (given) =>
      this.put(this.of(given, "Microsoft.KeyVault/vaults"), {
        location: given("--location"),
        properties: {
          tenantId: this.cloud.tenantId,
          sku: { family: "A", name: "standard" },
          enableRbacAuthorization: given("--enable-rbac-authorization") === "true",
          enablePurgeProtection: given("--enable-purge-protection") === "true",
        },
      }),
    "keyvault show": (given) => this.vault(given("--name")),
    "keyvault key create": async (given) => {
      const vault = await this.vault(given("--vault-name"));
      const properties = { kty: given("--kty"), keySize: Number(given("--size")) };
      return this.put(`${vault?.id}/keys/${given("--name")}`, { properties });
    },
    "keyvault list-deleted": () =>
      this.list(`/subscriptions/${this.cloud.subscriptionId}/providers/Microsoft.KeyVault/deletedVaults`),
    "identity show": async (given) => {
      const identity = await this.get(this.of(given, "Microsoft.ManagedIdentity/userAssignedIdentities"));
      return { ...identity, ...(identity.properties as object) };
    },
    "identity federated-credential list": (given) => {
      const identities = `${this.group(given("-g"))}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
      return this.list(`${identities}/${given("--identity-name")}/federatedIdentityCredentials`);
    },
    "network private-endpoint-connection list": (given) => this.list(`${given("--id")}/privateEndpointConnections`),
    "network private-endpoint-connection approve": (given) =>
      this.put(given("--id"), {
        properties: {
          privateLinkServiceConnectionState: { status: "Approved", description: given("--description") },
        },
      }),
    "role definition create": (given) => this.ownRoles.add(JSON.parse(given("--role-definition")).Name),
    "role assignment create": (given) => this.assign(given),
  };

  private async vault(name: string): Promise<Record<string, unknown> | undefined> {
    const vaults = await this.list(`/subscriptions/${this.cloud.subscriptionId}/providers/Microsoft.KeyVault/vaults`);
    return vaults.find((vault) => vault.name === name);
  }

  private assign(given: Given): unknown {
    const role = given("--role");
    if (this.ownRoles.has(role)) return undefined;
    const id = `${given("--scope")}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`;
    return this.put(id, {
      properties: {
        principalId: given("--assignee-object-id"),
        principalType: given("--assignee-principal-type"),
        roleDefinitionId: `/subscriptions/${this.cloud.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleNamed(role)}`,
        ...(given("--condition") && {
          condition: given("--condition"),
          conditionVersion: given("--condition-version"),
        }),
      },
    });
  }

  private group(name: string): string {
    return `/subscriptions/${this.cloud.subscriptionId}/resourceGroups/${name}`;
  }

  private of(given: Given, type: string): string {
    return `${this.group(given("-g"))}/providers/${type}/${given("--name")}`;
  }

  private account(name: string, given: Given): string {
    return `${this.group(given("-g"))}/providers/Microsoft.Storage/storageAccounts/${name}`;
  }

  private put = (id: string, body: object): Promise<Record<string, unknown>> => this.send("PUT", id, body);
  private get = (id: string): Promise<Record<string, unknown>> => this.send("GET", id);

  private async list(id: string): Promise<Record<string, unknown>[]> {
    return (await this.send("GET", id)).value as Record<string, unknown>[];
  }

  private async find(id: string): Promise<Record<string, unknown> | undefined> {
    return await this.get(id).catch((error: Error) => {
      if (error.message.startsWith("404")) return undefined;
      throw error;
    });
  }

  private async send(method: string, id: string, body?: object): Promise<Record<string, unknown>> {
    const provider = /\/providers\/(Microsoft\.\w+)\/(?!.*\/providers\/)/.exec(id)?.[1] ?? "";
    const version = VERSIONS[provider] ?? GROUPS_VERSION;
    const url = `${this.cloud.arm}${id}?api-version=${version}`;
    const { answer: content, status } = await answer({ token: this.cloud.token() }, method, url, body);
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(content)}`);
    return content as Record<string, unknown>;
  }
}

/** As the Azure CLI prints a result. */
function printed(result: unknown, output: string): string {
  if (result === undefined || result === null) return "";
  if (output !== "tsv") return JSON.stringify(result);
  return [result].flat().map(String).join("\n");
}
