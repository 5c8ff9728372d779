import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";

/** A resource as the engine would be told of it. */
export interface DeclaredResource {
  /** Token, such as `databricks:index/catalog:Catalog`. */
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** URN of the parent. */
  parent: string;
  protect: boolean;
  /** URN and id of the provider, for a custom resource that names one. */
  provider: string;
  /** Paths of the inputs that are marked as secrets, such as `config.slack.url`. */
  secrets: string[];
  /** Names of the resources that it waits for. */
  dependsOn: string[];
}

/** What services answer: outputs beside the inputs, by resource type. */
const ANSWERS: Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>> = {
  "azure-native:databricks:AccessConnector": () => ({ identity: { principalId: "connector-principal" } }),
  "azure-native:databricks:Workspace": () => ({
    workspaceId: "1234567890123456",
    workspaceUrl: "adb-1234567890123456.7.azuredatabricks.net",
    managedDiskIdentity: { principalId: "disk-principal" },
  }),
  "azure-native:keyvault:Key": () => ({ keyUriWithVersion: "https://vault.example/keys/databricks-workspace/v1" }),
  "azure-native:keyvault:Vault": ({ properties }) => ({
    properties: { ...(properties as object), vaultUri: "https://vault.example/" },
  }),
  "azure-native:managedidentity:UserAssignedIdentity": ({ resourceName }) => ({
    clientId: `client-of-${String(resourceName)}`,
    principalId: `principal-of-${String(resourceName)}`,
  }),
  "databricks:index/directory:Directory": () => ({ objectId: 4713 }),
  "databricks:index/servicePrincipal:ServicePrincipal": ({ applicationId }) => ({
    id: "4711",
    applicationId: applicationId ?? "4711-application",
  }),
  "pulumi:pulumi:StackReference": ({ name }) => ({ outputs: environmentOutputs(String(name).split("/").at(-1) ?? "") }),
};

/** What a deployed environment's stack gives to others. */
const environmentOutputs = (environment: string) => ({
  workspaceUrl: `https://${environment}.example`,
  workspaceId: "9876543210987654",
  resourceGroup: `lakestage-${environment}`,
  catalog: environment,
  runnersGroup: { id: "4712", name: `lakestage-${environment}-runners` },
  deploymentApplicationId: "deployment-application",
  jobPolicyId: "job-policy",
  warehouseId: "warehouse",
  budgetPolicyId: "budget-policy",
  notificationDestinations: { email: "email-destination" },
  retraining: { workflow: "retraining", trigger: "alert", applicationId: "retraining-application" },
});

/** Groups that the account has; others are refused as the provider refuses them. */
const ACCOUNT_GROUPS = ["data-scientists", "ml-engineers", "platform-admins"];

/** Groups that every workspace has. */
const WORKSPACE_GROUPS = ["users", "admins"];

/** What functions of the providers find where no pipeline has run yet. */
const FOUND: NonNullable<Engine["found"]> = {
  "azure-native:logic:listWorkflowTriggerCallbackUrl": () => ({
    value: "https://workflow.example/workflows/w/triggers/alert/paths/invoke?sp=run&sig=signature",
  }),
  "databricks:index/getGroup:getGroup": ({ displayName }) => {
    if (![...ACCOUNT_GROUPS, ...WORKSPACE_GROUPS].includes(String(displayName)))
      throw refusal(`cannot find group: ${displayName}`);
    return { id: `id-of-${displayName}`, displayName };
  },
  "databricks:index/getRegisteredModel:getRegisteredModel": ({ fullName }) => {
    throw refusal(`registered model '${fullName}' does not exist`);
  },
  "databricks:index/getSchemas:getSchemas": () => ({ ids: [] }),
  "databricks:index/getServingEndpoints:getServingEndpoints": () => ({ endpoints: [] }),
  "databricks:index/getTables:getTables": () => ({ ids: [] }),
};

export interface Engine {
  /** Name of the stack. Default: `dev`. */
  stack?: string;
  /** Whether it only previews. Default: false. */
  preview?: boolean;
  /** Answers that differ from the usual ones, by resource type. */
  answers?: Record<string, Record<string, unknown>>;
  /** What functions of the providers find, by token. Default: a workspace in which no pipeline has run. */
  found?: Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>;
  /** Takes what is declared as it comes, for programs that fail half-way. */
  resources?: DeclaredResource[];
}

/** Stands in for the engine and all providers, runs `declare`, and returns what was declared once all is known. */
export async function declaredBy(declare: () => unknown, engine: Engine = {}): Promise<Declaration> {
  const recorder = new Recorder(engine.answers ?? {}, engine.found ?? {}, engine.resources ?? []);
  await pulumi.runtime.setMocks(recorder, "lakestage", engine.stack ?? "dev", engine.preview ?? false, "organization");
  recordRequests(recorder);
  // The SDK takes a stack trace for every promise, and mapping them to TypeScript is what most of a test's time went into.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const result = await declare();
    // Children are registered after their constructors return; this ends when nothing is under way any more.
    await pulumi.runtime.disconnect();
    return new Declaration(recorder.declared, result);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The part of the engine's request that the SDK keeps from mocks. */
interface RegisterRequest {
  getParent(): string;
  getProtect(): boolean;
  getDependenciesList(): string[];
  /** Inputs as they go over the wire: before the SDK unwraps secrets for mocks. */
  getObject(): { toJavaScript(): unknown } | undefined;
}

class Recorder implements pulumi.runtime.Mocks {
  request: RegisterRequest | undefined;

  constructor(
    private readonly answers: Record<string, Record<string, unknown>>,
    private readonly found: NonNullable<Engine["found"]>,
    readonly declared: DeclaredResource[],
  ) {}

  newResource({
    id,
    inputs,
    name,
    provider,
    type,
  }: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
    this.declared.push({
      type,
      name,
      inputs,
      parent: this.request?.getParent() ?? "",
      protect: this.request?.getProtect() ?? false,
      provider: provider ?? "",
      secrets: secretPaths(this.request?.getObject()?.toJavaScript()),
      dependsOn: (this.request?.getDependenciesList() ?? []).map(nameOf),
    });
    const answer = this.answers[type] ?? ANSWERS[type]?.(inputs) ?? {};
    const state: Record<string, unknown> = { name, ...inputs, ...answer };
    return { id: typeof state.id === "string" ? state.id : id || `${name}-id`, state };
  }

  call({ inputs, token }: pulumi.runtime.MockCallArgs): pulumi.runtime.MockCallResult {
    const find = this.found[token] ?? FOUND[token];
    if (!find) throw new Error(`unexpected call of ${token}`);
    return find(inputs);
  }
}

/** Shows the recorder each request before its mock is called, which is before anything else happens to it. */
function recordRequests(recorder: Recorder): void {
  const monitor: unknown = pulumi.runtime.getMonitor();
  if (!(monitor instanceof MockMonitor)) throw new Error("the SDK no longer mocks its monitor by MockMonitor");
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request: RegisterRequest, callback) => {
    recorder.request = request;
    return register(request, callback);
  };
}

/** What was declared, to ask questions of. */
export class Declaration {
  constructor(
    readonly resources: readonly DeclaredResource[],
    /** What the program returned. */
    readonly result: unknown,
  ) {}

  /** The resources of a type, by name. */
  ofType(type: string): DeclaredResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The only resource of a type. */
  only(type: string): DeclaredResource {
    const [first, ...others] = this.ofType(type);
    if (!first || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} resources of type ${type}`);
    return first;
  }

  /** The resource of a name; not a component, which may be called as the resource that it is about. */
  named(name: string): DeclaredResource {
    const found = this.resources.find((resource) => resource.name === name && !resource.type.startsWith("lakestage:"));
    if (!found) throw new Error(`no resource "${name}" among ${this.names.join(", ")}`);
    return found;
  }

  get names(): string[] {
    return this.resources.map(({ name }) => name).sort();
  }
}

function secretPaths(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (specialSigKey in value && value[specialSigKey] === specialSecretSig) return [path];
  return Object.entries(value).flatMap(([key, part]) => secretPaths(part, path === "" ? key : `${path}.${key}`));
}

/** As gRPC reports errors: the SDK reads the details, not the message. */
const refusal = (details: string): Error => Object.assign(new Error(details), { details });

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;
