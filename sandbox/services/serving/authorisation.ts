import { requireLevel } from "../../authority/objects/access-lists";
import { entitlementsOf } from "../../authority/workspace/caller";
import { type Call, permissionDenied } from "../../control-plane";
import { refOf, type ServingEndpoint } from "./endpoint";

/**
 * Refuses whoever may not start compute. An endpoint costs from its first second, so making one takes what SQL
 * warehouses take of their users: the databricks-sql-access entitlement, which those who only look have not.
 *
 * @throws ApiError 403
 */
export function requireComputeAccess(call: Call): void {
  if (entitlementsOf(call).has("databricks-sql-access")) return;
  throw permissionDenied(
    "You do not have permission to create serving endpoints: it takes the databricks-sql-access entitlement.",
  );
}

/** @throws ApiError 403 unless the caller may change the endpoint. */
export function requireManage(call: Call, endpoint: ServingEndpoint): void {
  requireLevel(call, refOf(endpoint), "CAN_MANAGE");
}
