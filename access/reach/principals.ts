import { textOf } from "../../databricks-client";
import type { DeclaredResource } from "../../infra/declaration";
import { EVERYONE_IN_ACCOUNT, EVERYONE_IN_WORKSPACE } from "../state/access-state";
import type { AzureResources } from "./azure-resources";
import type { Graph, Thing } from "./graph";
import { References } from "./references";
import type { StackPart } from "./stack-part";

const SERVICE_PRINCIPAL = "databricks:index/servicePrincipal:ServicePrincipal";

/** Who acts: service principals, managed identities, groups and people, by whatever resources call them. */
export class Principals {
  /** Service principals and managed identities: one where it is both. */
  readonly identities: { thing: Thing; stack: StackPart; resource: DeclaredResource }[] = [];
  readonly groups: Thing[] = [];
  private readonly references = new References<Thing>();

  constructor(
    private readonly graph: Graph,
    private readonly stacks: readonly StackPart[],
    private readonly azure: AzureResources,
    private readonly isWhole: boolean,
  ) {
    this.addPeoplesGroups();
    for (const stack of stacks) {
      for (const resource of stack.resources) {
        if (resource.type === SERVICE_PRINCIPAL) this.addServicePrincipal(stack, resource);
        if (resource.type === "databricks:index/group:Group") this.addGroup(stack, resource);
      }
    }
    this.addManagedIdentities();
    this.addConnectors();
  }

  /** The principal that an input means: by its id, its application id, its name, or its id in Azure. */
  of(stack: StackPart, reference: unknown): Thing {
    const text = textOf(reference) ?? "";
    return this.references.find(stack, text) ?? this.stranger(text);
  }

  /** Whom the text means, wherever in the estate. */
  named(text: string): Thing | undefined {
    const wanted = text.toLowerCase();
    const called = this.identities.find(({ thing }) => thing.name.toLowerCase() === wanted)?.thing;
    const [first] = this.stacks;
    return called ?? (first && this.references.find(first, text));
  }

  private stranger(text: string): Thing {
    const word = text.includes("@") ? "user" : GUID.test(text) ? "service principal" : "group";
    return this.graph.thing({
      key: `principal/${text.toLowerCase()}`,
      word,
      name: text,
      ...([EVERYONE_IN_ACCOUNT, EVERYONE_IN_WORKSPACE].includes(text) && { isEverybodys: true }),
      ...(!this.isWhole && { isUnplaced: true }),
    });
  }

  /** The directory makes them, and what their members may do is no environment's. */
  private addPeoplesGroups(): void {
    for (const stack of this.stacks) {
      for (const name of Object.values(stack.settings.groups)) {
        const group = this.graph.thing({ key: `principal/${name.toLowerCase()}`, word: "group", name });
        if (!this.groups.includes(group)) this.groups.push(group);
        for (const reference of [name, `id-of-${name}`]) this.references.put(stack, reference, group);
      }
    }
  }

  private addGroup(stack: StackPart, resource: DeclaredResource): void {
    const name = textOf(resource.inputs.displayName) ?? resource.name;
    const key = `principal/${name.toLowerCase()}`;
    const group = this.graph.thing({ key, word: "group", name, environment: stack.settings.name });
    this.groups.push(group);
    for (const reference of [resource.id, name]) this.references.put(stack, reference, group);
  }

  private addServicePrincipal(stack: StackPart, resource: DeclaredResource): void {
    const { inputs, outputs, urn } = resource;
    const beside = stack.resources.filter(({ parent }) => parent !== "" && parent === resource.parent);
    const applicationId = textOf(outputs.applicationId) ?? textOf(inputs.applicationId) ?? ruledIn(beside);
    const name = textOf(inputs.displayName) ?? resource.name;
    const environment = stack.settings.name;
    const key = `principal/${(applicationId ?? urn).toLowerCase()}`;
    const thing = this.graph.thing({ key, word: "service principal", name, environment });
    this.identities.push({ thing, stack, resource });
    for (const reference of [resource.id, applicationId, ...idsIn(beside)]) {
      this.references.put(stack, reference, thing);
    }
  }

  private addManagedIdentities(): void {
    for (const { resource, stack, thing } of this.azure.ofType("azure-native:managedidentity:UserAssignedIdentity")) {
      const beside = stack.resources.filter(({ parent }) => parent !== "" && parent === resource.parent);
      const clientId = textOf(resource.outputs.clientId);
      const twin = beside.find(({ type }) => type === SERVICE_PRINCIPAL);
      const known =
        (clientId !== undefined ? this.references.find(stack, clientId) : undefined) ??
        this.identities.find((each) => each.resource === twin)?.thing;
      const { name } = thing;
      const environment = stack.settings.name;
      const identity =
        known ??
        this.graph.thing({ key: `principal/${clientId ?? resource.urn}`, word: "managed identity", name, environment });
      if (!known) this.identities.push({ thing: identity, stack, resource });
      const assigned = beside
        .filter(({ type }) => type === "azure-native:authorization:RoleAssignment")
        .map(({ inputs }) => textOf(inputs.principalId));
      const own = textOf(resource.outputs.principalId);
      for (const reference of [own, clientId, ...(own === undefined ? assigned : [])]) {
        this.references.put(stack, reference, identity);
      }
      this.references.put(stack, `resource ${resource.urn}`, identity);
    }
  }

  private addConnectors(): void {
    for (const { resource, stack, thing } of this.azure.ofType("azure-native:databricks:AccessConnector")) {
      const environment = stack.settings.name;
      const word = "access connector's identity";
      const identity = this.graph.thing({ key: `principal/${resource.urn}`, word, name: thing.name, environment });
      const { identity: answered } = resource.outputs;
      const own = answered instanceof Object ? textOf(Reflect.get(answered, "principalId")) : undefined;
      for (const reference of [own, `resource ${resource.urn}`]) this.references.put(stack, reference, identity);
    }
  }

  /** Whom a resource of Azure's is, or has of its own. */
  ofResource(stack: StackPart, { urn }: DeclaredResource): Thing | undefined {
    return this.references.find(stack, `resource ${urn}`);
  }
}

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The application id in the rule set that a component gives the one identity that it makes. */
const ruledIn = (beside: readonly DeclaredResource[]): string | undefined =>
  beside
    .filter(({ type }) => type === "databricks:index/accessControlRuleSet:AccessControlRuleSet")
    .map(({ inputs }) => /\/servicePrincipals\/([^/]+)\//.exec(textOf(inputs.name) ?? "")?.[1])
    .find((id) => id !== undefined);

/** Ids by which what a component makes beside its one identity means that. */
const idsIn = (beside: readonly DeclaredResource[]): (string | undefined)[] =>
  beside.filter(({ type }) => type === SERVICE_PRINCIPAL).length === 1
    ? beside.flatMap(({ inputs, type }) => {
        if (type === "databricks:index/servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy")
          return textOf(inputs.servicePrincipalId);
        return type === "databricks:index/groupMember:GroupMember" ? textOf(inputs.memberId) : [];
      })
    : [];
