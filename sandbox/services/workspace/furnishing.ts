import { type Behaviour, Collection, type Service, workspaceIdOf } from "../../control-plane";
import { addDefaultPolicies } from "./cluster-policies";
import { addFirstDirectories } from "./tree";

/** Workspaces that have what every workspace starts with, under their ids. */
export const furnished = new Collection<Record<string, never>>("workspace.furnished");

/**
 * The same operations, with what every workspace starts with put there before the first of them is answered: ARM makes
 * workspaces and knows nothing of what is in them. What is put there has the same ids each time, so that a start which
 * was cut short is simply done again.
 */
export function furnishing(service: Service): Service {
  const wrapped = Object.entries(service).map(([operation, behaviour]): [string, Behaviour<never>] => [
    operation,
    (request, call) => {
      const id = String(workspaceIdOf(call));
      if (!call.store.has(furnished, id)) {
        addDefaultPolicies(call);
        addFirstDirectories(call);
        call.store.put(furnished, id, {});
      }
      return behaviour(request, call);
    },
  ]);
  return Object.fromEntries(wrapped);
}
