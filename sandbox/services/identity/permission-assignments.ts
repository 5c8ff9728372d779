import { requireAccountAdmin } from "../../authority/account/roles";
import { localGroupsNamed } from "../../authority/workspace/local-groups";
import {
  assign,
  dismissAdministrator,
  type PermissionAssignment,
  permissionAssignments,
  type WorkspacePermission,
} from "../../authority/workspace/members";
import {
  ApiError,
  type Behaviour,
  type Call,
  groups,
  notFound,
  type Service,
  servicePrincipals,
  users,
  type Workspace,
  workspaceById,
} from "../../control-plane";
import { forgetMember } from "./forget-principal";

type Permissions = { permissions?: string[] };
type OfPrincipal = { principal_id: number };
type OfWorkspace = { workspace_id: number };

const DESCRIPTIONS: Record<WorkspacePermission, string> = {
  ADMIN: "Administer the workspace",
  USER: "Use the workspace",
};

/** ADMIN wins over USER; anything else counts for nothing, as the service has it, and nothing takes the principal out. */
export function setPermissions(call: Call, workspace: Workspace, principalId: string, wanted: string[]): object {
  const { store } = call;
  const principal = describe(call, principalId);
  const permission = (["ADMIN", "USER"] as const).find((known) => wanted.includes(known));
  if (permission) {
    requireOwnName(call, workspace, principalId);
    assign(store, workspace.id, principalId, permission);
  } else forgetMember(store, workspace.id, principalId);
  if (permission !== "ADMIN") dismissAdministrator(store, workspace, principalId);
  return { principal, permissions: permission ? [permission] : [] };
}

/** "Two groups in a workspace cannot have the same name": one of its own must be renamed first. */
function requireOwnName({ store }: Call, workspace: Workspace, principalId: string): void {
  const name = store.get(groups, principalId)?.displayName;
  if (name === undefined || localGroupsNamed({ store, workspaceId: workspace.id }, name).length === 0) return;
  throw new ApiError(
    409,
    "RESOURCE_ALREADY_EXISTS",
    `Group with name ${name} already exists in workspace ${workspace.id}, which has it for itself.`,
  );
}

export function removeAssignment(call: Call, workspace: Workspace, principalId: string): void {
  forgetMember(call.store, workspace.id, principalId);
  dismissAdministrator(call.store, workspace, principalId);
}

/** Who a principal is, in the words of assignments. */
function describe({ store }: Call, id: string): object {
  const principal_id = Number(id);
  const user = store.get(users, id);
  if (user) return { principal_id, user_name: user.userName, display_name: user.displayName };
  const group = store.get(groups, id);
  if (group) return { principal_id, group_name: group.displayName, display_name: group.displayName };
  const identity = store.get(servicePrincipals, id);
  if (!identity) throw notFound(`Principal ${id} does not exist in the account`);
  return { principal_id, service_principal_name: identity.applicationId, display_name: identity.displayName };
}

/** All of them: this API has no pages. */
export function listAssignments(call: Call, workspace: Workspace): object {
  const all = [
    ...administratorsByAzure(call, workspace),
    ...permissionAssignments.all({ store: call.store, workspaceId: workspace.id }),
  ];
  return {
    permission_assignments: all.map(({ principalId, permissions }) => ({
      principal: describe(call, principalId),
      permissions,
    })),
  };
}

/** Those that Azure made administrators have no assignment of their own until somebody gives them one. */
function administratorsByAzure({ store }: Call, workspace: Workspace): PermissionAssignment[] {
  return workspace.administrators
    .filter((id) => !permissionAssignments.has({ store, workspaceId: workspace.id }, id))
    .map((principalId) => ({ principalId, permissions: ["ADMIN"] }));
}

function namedWorkspace(call: Call, { workspace_id }: OfWorkspace): Workspace {
  requireAccountAdmin(call);
  const workspace = workspaceById(call.store, Number(workspace_id));
  if (!workspace) throw notFound(`Workspace ${workspace_id} does not exist in account ${call.account.accountId}`);
  return workspace;
}

const update: Behaviour<OfWorkspace & OfPrincipal & Permissions> = (request, call) =>
  setPermissions(call, namedWorkspace(call, request), String(request.principal_id), request.permissions ?? []);

const list: Behaviour<OfWorkspace> = (request, call) => listAssignments(call, namedWorkspace(call, request));

const remove: Behaviour<OfWorkspace & OfPrincipal> = (request, call) => {
  removeAssignment(call, namedWorkspace(call, request), String(request.principal_id));
  return undefined;
};

const permissions: Behaviour<OfWorkspace> = (request, call) => {
  namedWorkspace(call, request);
  return {
    permissions: Object.entries(DESCRIPTIONS).map(([permission_level, description]) => ({
      permission_level,
      description,
    })),
  };
};

/** Who may come into a workspace, as account admins see and set it. */
export const permissionAssignmentsService: Service = {
  "iam.WorkspaceAssignment.Update": update,
  "iam.WorkspaceAssignment.List": list,
  "iam.WorkspaceAssignment.Delete": remove,
  "iam.WorkspaceAssignment.Get": permissions,
};
