import { calledWorkspace, requireWorkspaceAdmin } from "../../authority/workspace/caller";
import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { listAssignments, removeAssignment, setPermissions } from "./permission-assignments";

type OfPrincipal = { principal_id: number };
type Permissions = { permissions?: string[] };

/** A principal by one of its names. */
interface NamedAssignment extends Permissions {
  user_name?: string;
  group_name?: string;
  service_principal_name?: string;
}

const list: Behaviour = (_request, call) => {
  requireWorkspaceAdmin(call);
  return listAssignments(call, calledWorkspace(call));
};

const create: Behaviour<{ permission_assignments: NamedAssignment[] }> = (request, call) => {
  requireWorkspaceAdmin(call);
  const set = request.permission_assignments.map((given) =>
    setPermissions(call, calledWorkspace(call), principalId(call, given), given.permissions ?? []),
  );
  return { permission_assignments: set };
};

const update: Behaviour<OfPrincipal & Permissions> = ({ principal_id, permissions = [] }, call) => {
  requireWorkspaceAdmin(call);
  return setPermissions(call, calledWorkspace(call), String(principal_id), permissions);
};

const remove: Behaviour<OfPrincipal> = ({ principal_id }, call) => {
  requireWorkspaceAdmin(call);
  removeAssignment(call, calledWorkspace(call), String(principal_id));
  return undefined;
};

function principalId(call: Call, given: NamedAssignment): string {
  const name = given.user_name ?? given.group_name ?? given.service_principal_name;
  if (!name) throw invalidParameter("One of user_name, group_name and service_principal_name is required");
  return call.directory.idOf(name);
}

/** Who may come into a workspace, as its own administrators see and set it. */
export const workspaceAssignmentsService: Service = {
  "iam.PermissionAssignments.List": list,
  "iam.PermissionAssignments.Create": create,
  "iam.PermissionAssignments.Update": update,
  "iam.PermissionAssignments.Delete": remove,
};
