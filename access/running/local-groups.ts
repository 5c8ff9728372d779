import { objectOf, textOf, type Values, valuesOf } from "../../databricks-client";
import {
  ADMINS_OF_WORKSPACE,
  type Environment,
  EVERYONE_IN_WORKSPACE,
  type Principal,
  type WorkspaceObject,
} from "../state/access-state";

/** The groups that one workspace has for itself, by the names that its lists call them. */
export type LocalGroups = ReadonlyMap<string, Principal>;

/**
 * Adds a workspace's own groups to the principals, as who they are in. Each is called after its environment too: in another
 * workspace, in the account and in Unity Catalog a group of the same name is somebody else.
 * @param principals by their ids. Those who are in such a group are in it from then on.
 */
export function localGroupsOf(
  environment: string,
  groups: readonly Values[],
  principals: ReadonlyMap<string, Principal>,
): LocalGroups {
  const local = groups.filter(isLocal).map((group) => {
    const displayName = textOf(group.displayName) ?? "";
    const name = `${displayName} (only in ${environment})`;
    const principal: Principal = { kind: "group", name, displayName, memberOf: [] };
    return { group, principal };
  });
  const byId = new Map(local.map(({ group, principal }) => [textOf(group.id) ?? "", principal]));
  for (const { group, principal } of local) {
    for (const { value } of valuesOf(group.members)) {
      const member = textOf(value) ?? "";
      (byId.get(member) ?? principals.get(member))?.memberOf.push(principal.name);
    }
  }
  return new Map(local.map(({ principal }) => [principal.displayName, principal]));
}

/** The groups that every workspace has are the workspace's, too. */
const isLocal = ({ displayName, meta }: Values): boolean =>
  objectOf(meta).resourceType === "WorkspaceGroup" &&
  displayName !== EVERYONE_IN_WORKSPACE &&
  displayName !== ADMINS_OF_WORKSPACE;

export function namedInEnvironment(environment: Environment, local: LocalGroups): Environment {
  return { ...environment, entitlements: environment.entitlements.map((each) => named(each, local)) };
}

export function namedInObject(object: WorkspaceObject, local: LocalGroups): WorkspaceObject {
  return { ...object, permissions: object.permissions.map((each) => named(each, local)) };
}

const named = <Held extends { principal: string }>(held: Held, local: LocalGroups): Held => ({
  ...held,
  principal: local.get(held.principal)?.name ?? held.principal,
});
