import { type DatabricksClient, objectOf, textOf, textsOf, type Values, valuesOf } from "../../databricks-client";
import type { Environment, Principal } from "../state/access-state";
import { type LocalGroups, localGroupsOf, namedInEnvironment } from "./local-groups";
import type { RunningWorkspace } from "./running-estate";

/** Who was let into a workspace, what it lets them do at all, and its own groups, which its members are told of. */
export async function runningEnvironment(
  workspace: DatabricksClient,
  { environment: name, id: workspaceId, stage }: RunningWorkspace,
  principals: ReadonlyMap<string, Principal>,
): Promise<{ environment: Environment; local: LocalGroups }> {
  const scim = "/api/2.0/preview/scim/v2";
  const [assignment, assignments, users, groups, servicePrincipals] = await Promise.all([
    workspace.get("/api/2.1/unity-catalog/current-metastore-assignment"),
    workspace.list("/api/2.0/preview/permissionassignments", "permission_assignments"),
    workspace.scim(`${scim}/Users`),
    workspace.scim(`${scim}/Groups`),
    workspace.scim(`${scim}/ServicePrincipals`),
  ]);
  const local = localGroupsOf(name, groups, principals);
  const environment: Environment = {
    name,
    stage,
    workspaceId,
    metastore: textOf(assignment.metastore_id) ?? "",
    assignments: assignments.map(({ permissions, principal }) => ({
      principal: assigned(objectOf(principal), principals),
      permission: textsOf(permissions).includes("ADMIN") ? "ADMIN" : "USER",
    })),
    entitlements: [...users, ...groups, ...servicePrincipals].flatMap((holder) => {
      const entitlements = valuesOf(holder.entitlements).flatMap(({ value }) => textOf(value) ?? []);
      return entitlements.length > 0 ? [{ principal: entitledName(holder), entitlements }] : [];
    }),
  };
  return { environment: namedInEnvironment(environment, local), local };
}

function assigned(principal: Values, principals: ReadonlyMap<string, Principal>): string {
  const id = textOf(principal.principal_id) ?? "";
  return principals.get(id)?.name ?? nameIn(principal, "user_name", "group_name", "service_principal_name");
}

const entitledName = (holder: Values): string => nameIn(holder, "userName", "applicationId", "displayName");

const nameIn = (values: Values, ...members: string[]): string =>
  members.map((member) => textOf(values[member])).find((name) => name !== undefined) ?? "";
