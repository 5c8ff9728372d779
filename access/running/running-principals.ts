import { type DatabricksClient, textOf, type Values, valuesOf } from "../../databricks-client";
import type { AccessState, Principal } from "../state/access-state";

/** The account's principals, by their ids there. */
export async function runningPrincipals(
  account: DatabricksClient,
  accountId: string,
  declared: AccessState,
): Promise<Map<string, Principal>> {
  const base = `/api/2.0/accounts/${accountId}/scim/v2`;
  const [users, groups, servicePrincipals] = await Promise.all([
    account.scim(`${base}/Users`),
    account.scim(`${base}/Groups`),
    account.scim(`${base}/ServicePrincipals`),
  ]);
  const principals = new Map<string, Principal>([
    ...users.map((user) => entry("user", user, "userName")),
    ...groups.map((group) => entry("group", group, "displayName")),
    ...servicePrincipals.map((identity) => entry("servicePrincipal", identity, "applicationId")),
  ]);
  for (const group of await withMembers(account, base, groups)) {
    const name = textOf(group.displayName) ?? "";
    for (const { value } of valuesOf(group.members)) principals.get(textOf(value) ?? "")?.memberOf.push(name);
  }
  for (const principal of principals.values()) givePart(principal, declared);
  return principals;
}

function entry(kind: Principal["kind"], found: Values, attribute: string): [string, Principal] {
  const name = textOf(found[attribute]) ?? "";
  return [textOf(found.id) ?? "", { kind, name, displayName: textOf(found.displayName) ?? name, memberOf: [] }];
}

/** The account lists large groups without their members. */
function withMembers(account: DatabricksClient, base: string, groups: readonly Values[]): Promise<Values[]> {
  return Promise.all(
    groups.map(async (group) =>
      group.members === undefined ? ((await account.find(`${base}/Groups/${textOf(group.id)}`)) ?? group) : group,
    ),
  );
}

/** What a principal is for, its declaration knows. */
function givePart(principal: Principal, { principals }: AccessState): void {
  const declared = principals.find(
    ({ displayName, kind }) => kind === principal.kind && displayName === principal.displayName,
  );
  if (declared?.part !== undefined) principal.part = declared.part;
  if (declared?.environments !== undefined) principal.environments = declared.environments;
  if (declared?.project !== undefined) principal.project = declared.project;
}
