import { type Call, permissionDenied } from "../../control-plane";
import { areAdminsRestricted } from "./admin-restriction";
import { isWorkspaceAdmin } from "./caller";

/**
 * "You must be a workspace admin to transfer ownership": an owner could otherwise have what they write run with the rights
 * of somebody else.
 *
 * @param newOwnerId the id of the principal that is to own the object.
 * @param object what messages call it.
 * @param options.restricted whether restricted admins can only take objects of this kind over themselves.
 * @throws ApiError 403
 */
export function requireOwnerChange(
  call: Call,
  newOwnerId: string,
  object: string,
  { restricted }: { restricted: boolean },
): void {
  if (!isWorkspaceAdmin(call)) throw permissionDenied(`Only workspace admins can change the owner of ${object}.`);
  if (restricted && newOwnerId !== call.principal.id && areAdminsRestricted(call)) {
    throw permissionDenied(
      `Admins of this workspace are restricted (RESTRICT_TOKENS_AND_JOB_RUN_AS): they can make only themselves the owner of ${object}.`,
    );
  }
}
