import { platformStack } from "../../infra/config";
import { KnownAccess } from "../evaluation/known-access";
import { type AccessState, ADMINS_OF_WORKSPACE, type Environment } from "../state/access-state";
import { ACCESS_MODEL, type Difference } from "./difference";
import type { SamePrincipals } from "./same-principals";

/** Who is in a group whose members the estate declares, and is not declared to be. */
export function membershipDifferences(declared: AccessState, running: AccessState, same: SamePrincipals): Difference[] {
  const groups = declared.principals.filter(({ membersAreDeclared }) => membersAreDeclared);
  return groups.flatMap((group) =>
    running.principals
      .filter(({ memberOf, name }) => {
        const isMember = memberOf.some((each) => same.areSame(group.name, each));
        return isMember && !same.declaredAs(name)?.memberOf.includes(group.name);
      })
      .map(({ name }) => ({
        what: "membership" as const,
        stack: platformStack(group.environments?.[0] ?? ""),
        who: same.called(name),
        where: `group ${group.displayName}`,
        holds: ["membership"],
        authoritative: false,
        remove: `take ${same.called(name)} out of the group, in the account console or the directory`,
        adopt: "only a project's own identities are in this group: declare a project",
      })),
  );
}

/** Who was let into a workspace, or entitled in it, and is not declared to be. */
export function workspaceDifferences(declared: AccessState, running: AccessState, same: SamePrincipals): Difference[] {
  const known = new KnownAccess(running);
  return running.environments.flatMap((environment) => {
    const wanted = declared.environments.find(({ name }) => name === environment.name);
    if (!wanted) return [];
    return [...assignments(environment, wanted, known, same), ...entitlements(environment, wanted, known, same)];
  });
}

function assignments(
  { assignments: held, name }: Environment,
  wanted: Environment,
  known: KnownAccess,
  same: SamePrincipals,
): Difference[] {
  return held
    .filter(({ permission, principal }) => {
      // Through a group that is assigned as much, one's own assignment gives nothing: whoever made the workspace has one.
      const names = [...known.namesIn(name, principal).keys()];
      return !wanted.assignments.some(
        (given) =>
          (given.permission === permission || given.permission === "ADMIN") &&
          names.some((each) => same.areSame(given.principal, each)),
      );
    })
    .map(({ permission, principal }) => ({
      what: "assignment" as const,
      stack: platformStack(name),
      who: same.called(principal),
      where: `workspace of ${name}`,
      holds: [permission],
      // The engine would replace the assignment of whom the stack lets in: they would be shut out in between.
      authoritative: false,
      remove: `take ${same.called(principal)} off the workspace's permissions, in the account console`,
      adopt: `give a role the permission ${permission} in ${ACCESS_MODEL}, and make ${same.called(principal)} one who plays it`,
    }));
}

function entitlements(
  { entitlements: held, name }: Environment,
  wanted: Environment,
  known: KnownAccess,
  same: SamePrincipals,
): Difference[] {
  const admins = known.environment(name).assignments.filter(({ permission }) => permission === "ADMIN");
  return held
    .filter(({ principal }) => {
      const names = known.namesIn(name, principal);
      return principal !== ADMINS_OF_WORKSPACE && !admins.some((admin) => names.has(admin.principal));
    })
    .flatMap(({ entitlements: given, principal }) => {
      const declared = wanted.entitlements
        .filter((each) => same.areSame(each.principal, principal))
        .flatMap((each) => each.entitlements);
      const holds = given.filter((entitlement) => !declared.includes(entitlement));
      if (holds.length === 0) return [];
      return [
        {
          what: "entitlement" as const,
          stack: platformStack(name),
          who: same.called(principal),
          where: `workspace of ${name}`,
          holds,
          authoritative: wanted.entitlements.some((each) => same.areSame(each.principal, principal)),
          remove: `take ${holds.join(", ")} from ${same.called(principal)}, in the workspace's admin settings`,
          adopt: `give a role the entitlement in ${ACCESS_MODEL}, and make ${same.called(principal)} one who plays it`,
        },
      ];
    });
}
