import { platformStack } from "../../infra/config";
import { type DeclaredResource, urnOf } from "../../infra/declaration";
import { type Deployment, type ResourceState, stackOutputs } from "../engine/deployment";

/** An environment that was deployed before it had a platform's stack. */
export interface UndividedEnvironment {
  environment: Deployment;
  /** Its projects' states, by their stacks' names: `dev.flight-delay`. */
  projects: ReadonlyMap<string, Deployment>;
}

/** The same resources, each in the state of the stack that declares it now. */
export interface DividedEnvironment extends UndividedEnvironment {
  platform: Deployment;
}

/** An Azure Databricks workspace: only a platform has one. */
const WORKSPACE = "azure-native:databricks:Workspace";
const IDENTITY = "lakestage:ml:ProjectIdentity";

/** Whether something is still where it was before there were platforms' stacks. */
export const isUndivided = ({ environment, projects }: UndividedEnvironment): boolean =>
  has(environment, WORKSPACE) || [...projects.values()].some((project) => has(project, IDENTITY));

const has = (deployment: Deployment, wanted: string): boolean =>
  resourcesOf(deployment).some(({ type }) => type === wanted);

/** What the environment's two stacks declare now. */
export interface DeclaredStacks {
  platform: readonly DeclaredResource[];
  environment: readonly DeclaredResource[];
}

/** What a resource was called in the environment's stack, by what it is called in the platform's. */
const RENAMED: Readonly<Record<string, string>> = { "workspace-settings-admins": "restricted-admins" };

/**
 * Moves what the platform's stack declares now into a state of its own: out of the environment's state whatever that no
 * longer declares, out of the projects' states their identities. No resource is made or lost, and none has another id.
 *
 * @param name of the environment.
 * @param known The platform's state where an earlier run came so far.
 */
export function divide(
  name: string,
  undivided: UndividedEnvironment,
  declared: DeclaredStacks,
  known: readonly ResourceState[],
): DividedEnvironment {
  const outputs = stackOutputs(undivided.environment);
  const platform = new PlatformState(platformStack(name), declared.platform, known, outputs);
  const stays = new Set(declared.environment.map(keyOf));
  const ofEnvironment = resourcesOf(undivided.environment);
  platform.takeProviders(ofEnvironment);
  const isWhole = has(undivided.environment, WORKSPACE);
  const left = ofEnvironment.filter(
    (resource) => !isWhole || isStack(resource) || isProvider(resource) || stays.has(keyOf(described(resource))),
  );
  for (const resource of ofEnvironment) if (!left.includes(resource)) platform.take(resource, RENAMED);
  const projects = new Map<string, Deployment>();
  for (const [stack, deployment] of undivided.projects) {
    const names = identityNames(stack.slice(name.length + 1));
    const [identities, others] = parted(resourcesOf(deployment), (resource) => platform.declares(resource, names));
    for (const resource of identities) platform.take(resource, names);
    projects.set(stack, withResources(deployment, others));
  }
  return {
    platform: withResources(undivided.environment, platform.resources, platform.rootUrn),
    environment: withResources(undivided.environment, left),
    projects,
  };
}

function parted<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

type Names = Readonly<Record<string, string>> | ((name: string) => string);

/** `runner-service-principal` → `flight-delay-runner-service-principal` */
const identityNames =
  (project: string) =>
  (name: string): string =>
    `${project}-${name}`;

const renamed = (names: Names, name: string): string =>
  typeof names === "function" ? names(name) : (names[name] ?? name);

/** A platform's state while resources come into it. */
class PlatformState {
  readonly rootUrn: string;
  private readonly byUrn: Map<string, ResourceState>;
  private readonly declaredByKey: ReadonlyMap<string, DeclaredResource>;
  private readonly declaredByUrn: ReadonlyMap<string, DeclaredResource>;
  /** URNs here of what came from elsewhere. */
  private readonly cameFrom = new Map<string, string>();

  constructor(
    private readonly stack: string,
    declared: readonly DeclaredResource[],
    known: readonly ResourceState[],
    /** Other platforms read some of them before this one is deployed again. */
    outputs: Record<string, unknown>,
  ) {
    this.rootUrn = urnOf(stack, "", STACK, `lakestage-${stack}`);
    this.declaredByKey = new Map(declared.map((resource) => [keyOf(resource), resource]));
    this.declaredByUrn = new Map(declared.map((resource) => [resource.urn, resource]));
    this.byUrn = new Map(known.map((resource) => [resource.urn, resource]));
    if (!this.byUrn.has(this.rootUrn)) {
      this.byUrn.set(this.rootUrn, { urn: this.rootUrn, type: STACK, custom: false, outputs });
    }
  }

  get resources(): ResourceState[] {
    return [...this.byUrn.values()];
  }

  declares(resource: ResourceState, names: Names): boolean {
    return this.declaredAs(resource, names) !== undefined;
  }

  /** The environment's stack keeps its own: both are told where to go by the same settings. */
  takeProviders(resources: readonly ResourceState[]): void {
    for (const provider of resources.filter(isProvider)) {
      const urn = urnOf(this.stack, "", provider.type, nameOf(provider.urn));
      this.put(provider, urn, this.rootUrn);
    }
  }

  /** What is declared goes to its place; what is not, to the top, from where the next deployment deletes it. */
  take(resource: ResourceState, names: Names): void {
    const declared = this.declaredAs(resource, names);
    if (declared) {
      this.put(resource, declared.urn, this.parentOf(declared));
    } else if (resource.custom) {
      this.put(resource, urnOf(this.stack, "", resource.type, nameOf(resource.urn)), this.rootUrn);
    }
  }

  private declaredAs(resource: ResourceState, names: Names): DeclaredResource | undefined {
    const { name, type } = described(resource);
    return this.declaredByKey.get(keyOf({ type, name: renamed(names, name) }));
  }

  /** A component is only a group of resources: one that was none before is made here. */
  private parentOf({ parent }: DeclaredResource): string {
    const declared = this.declaredByUrn.get(parent);
    if (!declared) return this.rootUrn;
    if (!this.byUrn.has(parent)) {
      const { type, urn } = declared;
      this.byUrn.set(urn, { urn, type, custom: false, parent: this.parentOf(declared) });
    }
    return parent;
  }

  private put(resource: ResourceState, urn: string, parent: string): void {
    this.cameFrom.set(resource.urn, urn);
    if (this.byUrn.has(urn)) return;
    const { deletedWith: _, provider, ...others } = withReferences(resource, (other) => this.cameFrom.get(other));
    const moved = { ...others, urn, parent, ...(provider !== undefined && { provider: this.providerHere(provider) }) };
    this.byUrn.set(urn, moved);
  }

  /** @param reference URN and id: the engine looks a provider up by both. */
  private providerHere(reference: string): string {
    const name = nameOf(reference.slice(0, reference.lastIndexOf("::")));
    const provider = this.resources.find((each) => isProvider(each) && nameOf(each.urn) === name);
    return provider ? `${provider.urn}::${provider.id}` : reference;
  }
}

const STACK = "pulumi:pulumi:Stack";

const isStack = ({ type }: ResourceState): boolean => type === STACK;
const isProvider = ({ type }: ResourceState): boolean => type.startsWith("pulumi:providers:");
const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);
const described = ({ type, urn }: ResourceState): { type: string; name: string } => ({ type, name: nameOf(urn) });
const keyOf = ({ name, type }: { name: string; type: string }): string => `${type} ${name}`;

/** Without other stacks, which are only read. */
const resourcesOf = ({ deployment }: Deployment): ResourceState[] =>
  (deployment.resources ?? []).filter(({ external, type }) => !external && type !== "pulumi:pulumi:StackReference");

/** The state with these resources alone, none of which refers to one that is gone. */
function withResources(before: Deployment, resources: readonly ResourceState[], rootUrn?: string): Deployment {
  const there = new Set(resources.map(({ urn }) => urn));
  const used = new Set(resources.map(({ provider = "" }) => provider.slice(0, provider.lastIndexOf("::"))));
  const kept = rootUrn === undefined ? resources.filter((each) => !isProvider(each) || used.has(each.urn)) : resources;
  const sound = kept.map((each) => withReferences(each, (urn) => (there.has(urn) ? urn : undefined)));
  return { ...before, deployment: { ...before.deployment, resources: inOrder(sound) } };
}

/** References to other resources as `find` has them; those that it does not have are left out. */
function withReferences(resource: ResourceState, find: (urn: string) => string | undefined): ResourceState {
  const found = (urns: unknown): string[] =>
    Array.isArray(urns) ? urns.flatMap((urn) => (typeof urn === "string" ? (find(urn) ?? []) : [])) : [];
  const { dependencies, propertyDependencies } = resource;
  return {
    ...resource,
    ...(dependencies !== undefined && { dependencies: found(dependencies) }),
    ...(typeof propertyDependencies === "object" &&
      propertyDependencies !== null && {
        propertyDependencies: Object.fromEntries(
          Object.entries(propertyDependencies).map(([property, urns]) => [property, found(urns)]),
        ),
      }),
  };
}

/** Each after what it refers to, as the engine asks for; otherwise as they come. */
function inOrder(resources: readonly ResourceState[]): ResourceState[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered = new Set<ResourceState>();
  const visit = (resource: ResourceState): void => {
    if (ordered.has(resource)) return;
    for (const urn of referencesOf(resource)) {
      const other = byUrn.get(urn);
      if (other && other !== resource) visit(other);
    }
    ordered.add(resource);
  };
  for (const resource of resources) visit(resource);
  return [...ordered];
}

function referencesOf({ dependencies, parent, provider }: ResourceState): string[] {
  const urns = [parent, ...(Array.isArray(dependencies) ? dependencies : [])].filter((urn) => typeof urn === "string");
  return provider === undefined ? urns : [...urns, provider.slice(0, provider.lastIndexOf("::"))];
}
