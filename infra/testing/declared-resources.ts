import { PLATFORM } from "../config";
import type { DeclaredResource, Properties } from "../declaration/declared-resource";
import { record, refusal, type Services } from "../declaration/recorder";
import { deployedStacks, newWorkspace, serviceAnswers } from "../declaration/service-answers";

/** What the deployed platform of an environment gives to other stacks, and to its own previews. */
export const platformOutputs = (environment: string): Properties => ({
  workspaceUrl: `https://${environment}.example`,
  workspaceId: "9876543210987654",
  resourceGroup: `lakestage-${environment}`,
  catalog: environment,
  endpointSubnetId: `endpoints-of-${environment}`,
  serverlessNetworkId: `serverless-network-of-${environment}`,
  storageZones: { blob: `blob-zone-of-${environment}`, dfs: `dfs-zone-of-${environment}` },
  groups: {
    dataScientists: { id: "id-of-data-scientists", name: "data-scientists" },
    mlEngineers: { id: "id-of-ml-engineers", name: "ml-engineers" },
    platformAdmins: { id: "id-of-platform-admins", name: "platform-admins" },
  },
  runnersGroup: { id: "4712", name: `lakestage-${environment}-runners` },
  deployment: { id: "4714", applicationId: "deployment-application" },
  preview: { id: "4715", applicationId: "preview-application" },
  retraining: {
    id: "4716",
    applicationId: "retraining-application",
    callbackUrl: "https://workflow.invalid/workflows/w/triggers/alert/paths/invoke?sp=run&sig=signature",
  },
  everyoneGroupId: "id-of-users",
  budgetPolicyId: "budget-policy",
  secretScope: "lakestage",
  projects: Object.fromEntries(PROJECTS.map((project) => [project, { runner: `${project}-application` }])),
});

/** Those that a deployed platform has identities for. */
const PROJECTS = ["diabetes-progression", "flight-delay", "varied"];

/** What a deployed environment's own stack gives to projects' stacks. */
const environmentOutputs = (environment: string): Properties => ({
  configurationKeys: [],
  workspaceUrl: `https://${environment}.example`,
  workspaceId: "9876543210987654",
  jobPolicyId: "job-policy",
  jobRuntime: "17.3.x-cpu-ml-scala2.13",
  warehouseId: "warehouse",
  notificationDestinations: { email: "email-destination" },
});

/** Of projects' stacks none is deployed. */
function outputsOf(stack: string): Properties {
  const [environment = "", rest] = stack.split(".");
  if (rest === PLATFORM) return platformOutputs(environment);
  return rest === undefined ? environmentOutputs(environment) : {};
}

const ANSWERS: Services["answers"] = {
  ...serviceAnswers("1234567890123456"),
  "databricks:index/servicePrincipal:ServicePrincipal": ({ applicationId }) => ({
    id: "4711",
    applicationId: applicationId ?? "4711-application",
  }),
};

/** Groups that the account has, and those of every workspace; others are refused as the provider refuses them. */
const GROUPS = ["data-scientists", "ml-engineers", "platform-admins", "users", "admins"];

/** What functions of the providers find where no pipeline has run yet. */
const FOUND: Services["found"] = {
  ...newWorkspace,
  "databricks:index/getGroup:getGroup": ({ displayName }) => {
    if (!GROUPS.includes(String(displayName))) throw refusal(`cannot find group: ${displayName}`);
    return { id: `id-of-${displayName}`, displayName };
  },
  "databricks:index/getRegisteredModel:getRegisteredModel": ({ fullName }) => {
    throw refusal(`registered model '${fullName}' does not exist`);
  },
};

export interface Engine {
  /** Name of the stack. Default: `dev`. */
  stack?: string;
  /** Whether it only previews. Default: false. */
  preview?: boolean;
  /** Answers that differ from the usual ones, by resource type. */
  answers?: Record<string, Properties>;
  /** Outputs of stacks that differ from those of an estate whose projects are not deployed, by the stack's name. */
  outputs?: Record<string, Properties>;
  /** What functions of the providers find, by token. Default: a workspace in which no pipeline has run. */
  found?: Services["found"];
  /** Takes what is declared as it comes, for programs that fail half-way. */
  resources?: DeclaredResource[];
}

/** Stands in for the engine and all providers, runs `declare`, and returns what was declared once all is known. */
export async function declaredBy(declare: () => unknown, engine: Engine = {}): Promise<Declaration> {
  const { resources, result } = await record(declare, servicesOf(engine), engine.resources);
  return new Declaration(resources, result);
}

export function servicesOf(engine: Engine): Services {
  const own = Object.entries(engine.answers ?? {}).map(([type, answer]) => [type, () => answer] as const);
  return {
    stack: engine.stack ?? "dev",
    preview: engine.preview ?? false,
    answers: {
      ...ANSWERS,
      "pulumi:pulumi:StackReference": ({ name }) => {
        const stack = String(name).split("/").at(-1) ?? "";
        return { outputs: engine.outputs?.[stack] ?? outputsOf(stack) };
      },
      ...Object.fromEntries(own),
    },
    found: {
      ...FOUND,
      ...deployedStacks((stack) => engine.outputs?.[stack] ?? outputsOf(stack)),
      ...engine.found,
    },
  };
}

/** What was declared, to ask questions of. */
export class Declaration {
  /** With names, not URNs, in `dependsOn`. */
  readonly resources: readonly DeclaredResource[];

  constructor(
    declared: readonly DeclaredResource[],
    /** What the program returned. */
    readonly result: unknown,
  ) {
    this.resources = declared.map((resource) => ({ ...resource, dependsOn: resource.dependsOn.map(nameOf) }));
  }

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

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;
