import { ADMINS_OF_WORKSPACE, EVERYONE_IN_ACCOUNT, EVERYONE_IN_WORKSPACE } from "../state/access-state";
import type { Chain, WorkspaceAction } from "./explanation";
import type { KnownAccess } from "./known-access";
import type { Path } from "./memberships";

/** Entitlements of which any one opens a workspace. */
const OPENING = ["workspace-access", "databricks-sql-access", "workspace-consume"];

/** The entitlement that each action takes, apart from coming in. */
const NEEDED: { readonly [action in WorkspaceAction]?: string } = {
  "use SQL": "databricks-sql-access",
  "create clusters": "allow-cluster-create",
};

/** Whether the principal, or a group that it is in, administers the workspace. */
export function administers(known: KnownAccess, environment: string, principal: string): Path | undefined {
  const names = known.namesIn(environment, principal);
  const admins = [
    ADMINS_OF_WORKSPACE,
    ...known
      .environment(environment)
      .assignments.filter(({ permission }) => permission === "ADMIN")
      .map((assignment) => assignment.principal),
  ];
  return firstOf(names, admins);
}

/** Notes how the principal comes into the workspace, which everything that is done from it takes. */
export function enter(known: KnownAccess, chain: Chain, environment: string, principal: string): boolean {
  const who = known.called(principal);
  // What is asked of everyone is asked of those of them who may come in.
  if (principal === EVERYONE_IN_ACCOUNT || principal === EVERYONE_IN_WORKSPACE) {
    return chain.note(true, `the workspace of ${environment} lets some of ${who} in`);
  }
  const admin = administers(known, environment, principal);
  if (admin) return chain.note(true, `the workspace of ${environment} is administered by ${known.way(admin)}`);
  const { assignments } = known.environment(environment);
  const way = firstOf(
    known.namesIn(environment, principal),
    assignments.map((assignment) => assignment.principal),
  );
  if (!way) {
    return chain.note(false, `neither ${who} nor a group that it is in is assigned to the workspace of ${environment}`);
  }
  chain.note(true, `the workspace of ${environment} is assigned to ${known.way(way)}`);
  const opening = entitlement(known, environment, principal, OPENING);
  if (!opening) {
    return chain.note(false, `${who} has no entitlement that opens the workspace of ${environment}`);
  }
  return chain.note(true, opening);
}

/** Notes whether the workspace lets the principal, who is in it already, do something at all. */
export function isEntitled(
  known: KnownAccess,
  chain: Chain,
  environment: string,
  principal: string,
  action: WorkspaceAction,
): boolean {
  // Administrators hold every entitlement, and it has been said that they are.
  if (action === "open workspace" || administers(known, environment, principal)) return true;
  const who = known.called(principal);
  const needed = NEEDED[action];
  if (needed === undefined) return chain.note(false, `${who} does not administer the workspace of ${environment}`);
  const entitled = entitlement(known, environment, principal, [needed]);
  return chain.note(
    entitled !== undefined,
    entitled ?? `neither ${who} nor a group that it is in has the entitlement ${needed} in ${environment}`,
  );
}

/** Who gives the principal one of these entitlements, as a sentence. */
function entitlement(
  known: KnownAccess,
  environment: string,
  principal: string,
  wanted: readonly string[],
): string | undefined {
  const names = known.namesIn(environment, principal);
  for (const { entitlements, principal: holder } of known.environment(environment).entitlements) {
    const path = names.get(holder);
    const found = wanted.find((each) => entitlements.includes(each));
    if (path && found !== undefined) return `the entitlement ${found} is given to ${known.way(path)}`;
  }
  return undefined;
}

/** The way to the first of these names that stands for the principal, nearest first. */
function firstOf(names: ReadonlyMap<string, Path>, wanted: readonly string[]): Path | undefined {
  for (const [name, path] of names) if (wanted.includes(name)) return path;
  return undefined;
}
