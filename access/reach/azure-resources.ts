import { textOf } from "../../databricks-client";
import type { DeclaredResource } from "../../infra/declaration";
import type { Graph, Thing } from "./graph";
import { References } from "./references";
import type { StackPart } from "./stack-part";

/** A type of resource that leads to something else, or that a role is about. */
interface TypeFacts {
  word: string;
  /** The input that has its name. */
  name: string;
  /** Where it lies, from the group or the scope on. */
  path: string;
}

export const AZURE_TYPES = {
  "azure-native:resources:ResourceGroup": { word: "resource group", name: "resourceGroupName", path: "" },
  "azure-native:databricks:Workspace": {
    word: "workspace resource",
    name: "workspaceName",
    path: "/providers/Microsoft.Databricks/workspaces/",
  },
  "azure-native:databricks:AccessConnector": {
    word: "access connector",
    name: "connectorName",
    path: "/providers/Microsoft.Databricks/accessConnectors/",
  },
  "azure-native:storage:StorageAccount": {
    word: "storage account",
    name: "accountName",
    path: "/providers/Microsoft.Storage/storageAccounts/",
  },
  "azure-native:storage:BlobContainer": {
    word: "container",
    name: "containerName",
    path: "/blobServices/default/containers/",
  },
  "azure-native:keyvault:Vault": {
    word: "key vault",
    name: "vaultName",
    path: "/providers/Microsoft.KeyVault/vaults/",
  },
  "azure-native:managedidentity:UserAssignedIdentity": {
    word: "managed identity's resource",
    name: "resourceName",
    path: "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/",
  },
  "azure-native:logic:Workflow": {
    word: "workflow",
    name: "workflowName",
    path: "/providers/Microsoft.Logic/workflows/",
  },
  "azure-native:consumption:Budget": {
    word: "budget",
    name: "budgetName",
    path: "/providers/Microsoft.Consumption/budgets/",
  },
} as const satisfies Readonly<Record<string, TypeFacts>>;

export type AzureType = keyof typeof AZURE_TYPES;

/** A resource of Azure's with its place among the others. */
export interface AzureResource {
  type: AzureType;
  /** Its id, as Azure would make it, in small letters. */
  path: string;
  thing: Thing;
  stack: StackPart;
  resource: DeclaredResource;
}

/** What an estate has in Azure, by ids, and by the stand-ins that resources refer to each other by. */
export class AzureResources {
  readonly all: AzureResource[] = [];
  private readonly references = new References<AzureResource>();

  constructor(
    private readonly graph: Graph,
    stacks: readonly StackPart[],
  ) {
    // Containers lie in accounts, which may be declared after them.
    for (const isContainer of [false, true]) {
      for (const stack of stacks) {
        for (const resource of stack.resources) {
          const type = azureType(resource.type);
          if (type && (type === "azure-native:storage:BlobContainer") === isContainer) this.add(type, stack, resource);
        }
      }
    }
  }

  ofType(type: AzureType): AzureResource[] {
    return this.all.filter((each) => each.type === type);
  }

  /** What an input refers to by an id or a name. */
  find(stack: StackPart, reference: unknown): AzureResource | undefined {
    const text = textOf(reference) ?? "";
    return this.references.find(stack, text) ?? this.all.find(({ path }) => path === text.toLowerCase());
  }

  /** What a role is given on: something that is declared, or any other scope by its path. */
  scope(stack: StackPart, reference: unknown): { path: string; thing: Thing } {
    const found = this.find(stack, reference);
    if (found) return found;
    const text = textOf(reference) ?? "";
    const path = text.toLowerCase();
    const around = this.all.find((each) => isIn(path, each.path));
    const environment = around?.thing.environment;
    // A stand-in that nothing here is called by: another part of the same environment's.
    const isUnplaced = environment === undefined && !path.startsWith("/");
    const word = SUBSCRIPTION.test(path) ? "subscription" : "scope";
    const thing = this.graph.thing({
      key: `azure${path}`,
      word,
      name: text.split("/").at(-1) || text,
      ...(environment !== undefined && { environment }),
      ...(isUnplaced && { isUnplaced }),
    });
    return { path, thing };
  }

  /** What is declared at a path or below it. */
  within(path: string): AzureResource[] {
    return this.all.filter((each) => isIn(each.path, path));
  }

  private add(type: AzureType, stack: StackPart, resource: DeclaredResource): void {
    const { name: input, path: part, word } = AZURE_TYPES[type];
    const name = textOf(resource.inputs[input]) ?? resource.name;
    const path = `${this.around(type, stack, resource)}${part}${name}`.toLowerCase();
    const thing = this.graph.thing({ key: `azure${path}`, word, name, environment: stack.settings.name });
    const entry: AzureResource = { type, path, thing, stack, resource };
    this.all.push(entry);
    // What Azure Databricks fills itself is the workspace's.
    const managed = textOf(resource.inputs.managedResourceGroupId);
    for (const reference of [resource.id, path, managed]) this.references.put(stack, reference, entry);
    // Others refer to accounts and identities by name, and have stand-ins for names too.
    if (NAMED.includes(type)) for (const each of [name, resource.name]) this.references.put(stack, each, entry);
  }

  private around(type: AzureType, stack: StackPart, { inputs }: DeclaredResource): string {
    if (type === "azure-native:storage:BlobContainer") {
      const account = this.find(stack, inputs.accountName);
      if (account) return account.path;
    }
    const subscription = `/subscriptions/${stack.settings.azure.subscriptionId}`;
    if (type === "azure-native:consumption:Budget") return textOf(inputs.scope) ?? subscription;
    const groups = `${subscription}/resourceGroups/`;
    return type === "azure-native:resources:ResourceGroup" ? groups : `${groups}${textOf(inputs.resourceGroupName)}`;
  }
}

const NAMED: readonly AzureType[] = [
  "azure-native:storage:StorageAccount",
  "azure-native:managedidentity:UserAssignedIdentity",
];

const SUBSCRIPTION = /^\/subscriptions\/[^/]+$/;

const azureType = (type: string): AzureType | undefined => (type in AZURE_TYPES ? (type as AzureType) : undefined);

/** Scopes are ids: what lies in a scope begins with its id. */
export const isIn = (path: string, scope: string): boolean => path === scope || path.startsWith(`${scope}/`);
