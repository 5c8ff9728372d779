import { calledWorkspace } from "../../authority/workspace/caller";
import { ENTITLEMENTS, type Entitlement, setEntitlements } from "../../authority/workspace/entitlements";
import type { Call } from "../../control-plane";
import { type ComplexValue, type ScimAttribute, type ScimObject, scimError, valuesOf } from "./scim-object";

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
  setEntitlements(call.store, calledWorkspace(call).id, id, entitlementsIn(wanted));
}

/** @throws ApiError 400 for an entitlement that does not exist. */
export function entitlementsIn({ entitlements }: ScimObject): Entitlement[] {
  return valuesOf(entitlements).map((name) => {
    const entitlement = ENTITLEMENTS.find((known) => known === name);
    if (entitlement) return entitlement;
    throw scimError("invalidValue", `Invalid entitlement ${name}: it must be one of ${ENTITLEMENTS.join(", ")}`);
  });
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
