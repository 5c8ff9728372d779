import { type Call, permissionDenied, workspaceIdOf } from "../../control-plane";
import { isWorkspaceMember } from "./workspace-access";

/**
 * Refuses principals that may not call an API at all: those that were not let into the called workspace. The account
 * and Azure answer every principal, and decide each operation by roles.
 */
export function admit(call: Call): void {
  if (call.plane.kind !== "workspace" || isWorkspaceMember(call)) return;
  const { name } = call.principal;
  throw permissionDenied(
    `Unauthorized access to workspace: ${name} is not assigned to workspace ${workspaceIdOf(call)}.`,
  );
}
