import { type Behaviour, type Service, WorkspaceObjects } from "../../control-plane";
import { addDefaultPolicies } from "./cluster-policies";
import { addFirstDirectories } from "./tree";

/** Whether a workspace has what every workspace starts with. */
export const furnished = new WorkspaceObjects<Record<string, never>, []>("workspace.furnished");

/**
 * The same operations, with what every workspace starts with put there before the first of them is answered: ARM makes
 * workspaces and knows nothing of what is in them. What is put there has the same ids each time, so that a start which
 * was cut short is simply done again.
 */
export function furnishing(service: Service): Service {
  const wrapped = Object.entries(service).map(([operation, behaviour]): [string, Behaviour<never>] => [
    operation,
    (request, call) => {
      if (!furnished.has(call, [])) {
        addDefaultPolicies(call);
        addFirstDirectories(call);
        furnished.put(call, [], {});
      }
      return behaviour(request, call);
    },
  ]);
  return Object.fromEntries(wrapped);
}
