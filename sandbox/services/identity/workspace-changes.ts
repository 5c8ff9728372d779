import type { Call } from "../../control-plane";
import { setEntitlements } from "./entitlements";
import { scimError } from "./scim-error";
import { type ComplexValue, type ScimAttribute, type ScimObject, valuesOf } from "./scim-object";
import { calledWorkspace } from "./workspace-access";

/**
 * What a workspace may change in a principal of the account: its entitlements there, and nothing else.
 * @throws ApiError 400 when `wanted` differs in an attribute that belongs to the account.
 */
export function changeInWorkspace(
  call: Call,
  id: string,
  wanted: ScimObject,
  before: ScimObject,
  ofTheAccount: readonly ScimAttribute[],
): void {
  const changed = ofTheAccount.find((name) => wanted[name] !== undefined && !same(wanted[name], before[name]));
  if (changed) {
    throw scimError(
      "mutability",
      `${changed} can not be changed through a workspace with identity federation: use the account's SCIM API.`,
    );
  }
  setEntitlements(call.store, calledWorkspace(call).id, id, wanted.entitlements);
}

/** Lists are the same when their values are: what is displayed of a member is no change. */
function same(one: ScimObject[ScimAttribute], other: ScimObject[ScimAttribute]): boolean {
  if (!Array.isArray(one)) return one === other;
  const values = (list: unknown): string =>
    valuesOf(list as ComplexValue[] | undefined)
      .sort()
      .join();
  return values(one) === values(other);
}
