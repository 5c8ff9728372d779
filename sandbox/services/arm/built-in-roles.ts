import definitions from "./built-in-roles.json";

/** What a role lets its holder do, action by action, as Azure publishes it in "Azure built-in roles". */
export interface Role {
  name: string;
  /** On resources; `*` stands for any run of characters. */
  actions: readonly string[];
  notActions?: readonly string[];
  /** On the data in them, which the sandbox does not have. */
  dataActions?: readonly string[];
  /** What binds whoever holds the role, whatever their assignment says. */
  condition?: string;
}

/** Those that an MLOps estate has a use for, by the GUID of their definition, which is the same everywhere. */
export const builtInRoles: ReadonlyMap<string, Role> = new Map<string, Role>(Object.entries(definitions));

/** The GUID at the end of a role definition's id. */
export const roleGuid = (roleDefinitionId: string): string =>
  roleDefinitionId.slice(roleDefinitionId.lastIndexOf("/") + 1).toLowerCase();

export function roleNamed(name: string): string {
  const found = [...builtInRoles].find(([, role]) => role.name === name);
  if (!found) throw new Error(`There is no built-in role ${name}`);
  return found[0];
}

export function allows(role: Role, action: string): boolean {
  const matches = (pattern: string): boolean => actionPattern(pattern).test(action);
  return role.actions.some(matches) && !role.notActions?.some(matches);
}

const actionPattern = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.]/g, "\\.").replaceAll("*", ".*")}$`, "i");
