import type { AccessState } from "../state/access-state";
import type { Difference } from "./difference";
import { membershipDifferences, workspaceDifferences } from "./membership-differences";
import { objectDifferences } from "./object-differences";
import { SamePrincipals } from "./same-principals";
import { securableDifferences } from "./securable-differences";

/**
 * What is held in a running estate and no file gives: grants, bindings, permissions and memberships that somebody made by
 * hand. Looked at is what the estate declares, and everything in its catalogs; what is missing, a refresh finds.
 * @param running read back from where the `declared` estate runs.
 */
export function differences(declared: AccessState, running: AccessState): Difference[] {
  const same = new SamePrincipals(declared, running);
  return [securableDifferences, objectDifferences, workspaceDifferences, membershipDifferences].flatMap((compare) =>
    compare(declared, running, same),
  );
}
