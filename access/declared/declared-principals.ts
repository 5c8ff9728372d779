import { textOf } from "../../databricks-client";
import { EVERYONE_IN_WORKSPACE, type Part, type Principal } from "../state/access-state";
import type { GivingStack } from "./giving-stack";
import { type Declared, declaredOf } from "./resource-index";

/** The principals that an estate declares or names, and how its resources refer to them. */
export class DeclaredPrincipals {
  readonly all: readonly Principal[];
  /** Names by id, those of an environment's own under its name as well: stand-ins for ids may be used again. */
  private readonly names = new Map<string, string>();

  constructor(stacks: readonly GivingStack[]) {
    const principals = new Map<string, Principal>();
    const add = (principal: Principal): void => void principals.set(principal.name, principal);
    for (const principal of peoplesGroups(stacks)) add(principal);
    for (const { outputs, settings } of stacks) {
      const everyone = textOf(outputs.everyoneGroupId);
      if (everyone !== undefined) this.names.set(`${settings.name}/${everyone}`, EVERYONE_IN_WORKSPACE);
      for (const [, group] of entriesOf(outputs.groups)) {
        const name = textOf(memberOf(group, "name"));
        if (name !== undefined) this.names.set(`${settings.name}/${textOf(memberOf(group, "id"))}`, name);
      }
    }
    for (const declared of declaredOf(stacks, "databricks:index/group:Group")) add(this.group(declared));
    for (const declared of declaredOf(stacks, "databricks:index/servicePrincipal:ServicePrincipal"))
      add(this.servicePrincipal(declared));
    for (const { resource, stack } of declaredOf(stacks, "databricks:index/groupMember:GroupMember")) {
      const group = this.nameOf(stack, resource.inputs.groupId);
      const member = principals.get(this.nameOf(stack, resource.inputs.memberId) ?? "");
      if (group !== undefined) member?.memberOf.push(group);
    }
    this.all = [...principals.values()];
  }

  /** The name of the principal with this id, as a stack's resources give it. */
  nameOf({ settings }: GivingStack, id: unknown): string | undefined {
    return this.names.get(`${settings.name}/${textOf(id)}`);
  }

  private group({ resource, stack }: Declared<GivingStack>): Principal {
    const name = textOf(resource.inputs.displayName) ?? resource.name;
    this.names.set(`${stack.settings.name}/${resource.id}`, name);
    const isRunners = nested(stack, "runnersGroup", "name") === name;
    return {
      kind: "group",
      name,
      displayName: name,
      memberOf: [],
      environments: [stack.settings.name],
      membersAreDeclared: true,
      ...(isRunners && { part: "runners" }),
    };
  }

  private servicePrincipal({ resource, stack }: Declared<GivingStack>): Principal {
    const name = textOf(resource.outputs.applicationId) ?? resource.id;
    this.names.set(`${stack.settings.name}/${resource.id}`, name);
    const { part, project } = partOf(stack, name);
    return {
      kind: "servicePrincipal",
      name,
      displayName: textOf(resource.inputs.displayName) ?? name,
      memberOf: [],
      environments: [stack.settings.name],
      ...(project !== undefined && { project }),
      ...(part && { part }),
    };
  }
}

/** A platform's stack says in its outputs which identity is which. */
function partOf(stack: GivingStack, applicationId: string): { part?: Part; project?: string } {
  const part = SINGLE_PARTS.find((each) => nested(stack, each, "applicationId") === applicationId);
  if (part) return { part };
  const project = projectOf(stack, applicationId);
  const isRunner = project !== undefined && memberOf(nested(stack, "projects", project), "runner") === applicationId;
  return { ...(isRunner && { part: "runner" }), ...(project !== undefined && { project }) };
}

const SINGLE_PARTS = ["deployment", "preview", "retraining"] as const satisfies Part[];

/** The ML project that an identity is for. */
export function projectOf({ outputs }: GivingStack, applicationId: string): string | undefined {
  const found = entriesOf(outputs.projects).find(([, ids]) => entriesOf(ids).some(([, id]) => id === applicationId));
  return found?.[0];
}

const nested = ({ outputs }: GivingStack, output: string, member: string): unknown => memberOf(outputs[output], member);

const memberOf = (value: unknown, member: string): unknown => entriesOf(value).find(([key]) => key === member)?.[1];

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** The groups of people, as platforms' outputs name them; environments need not have the same ones. */
function peoplesGroups(stacks: readonly GivingStack[]): Principal[] {
  const environments = new Map(
    stacks.filter(({ kind }) => kind === "platform").map(({ outputs, settings }) => [settings.name, outputs.groups]),
  );
  const named = new Map<string, { part: Part; environments: string[] }>();
  for (const [environment, groups] of environments) {
    for (const part of PARTS_OF_GROUPS) {
      const name = textOf(memberOf(memberOf(groups, part), "name"));
      if (name === undefined) continue;
      const known = named.get(name) ?? { part, environments: [] };
      named.set(name, { ...known, environments: [...known.environments, environment] });
    }
  }
  return [...named].map(([name, { environments: its, part }]) => ({
    kind: "group",
    name,
    displayName: name,
    memberOf: [],
    part,
    ...(its.length < environments.size && { environments: its }),
  }));
}

const PARTS_OF_GROUPS = ["dataScientists", "mlEngineers", "platformAdmins"] as const satisfies Part[];
