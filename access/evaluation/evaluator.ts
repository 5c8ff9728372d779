import { levelsOf } from "../../databricks/workspace-objects";
import { AccessError } from "../access-error";
import { type AccessState, EVERYONE_IN_ACCOUNT, EVERYONE_IN_WORKSPACE } from "../state/access-state";
import { privilegesOn } from "../state/asked-privileges";
import { Chain, type Explanation, type Question, type Target, WORKSPACE_ACTIONS } from "./explanation";
import { KnownAccess } from "./known-access";
import { useObject } from "./object-access";
import { useSecurable } from "./securable-access";
import { enter, isEntitled } from "./workspace-entry";

/** Answers who may do what in an estate, by the rules that Databricks documents. */
export class Evaluator {
  readonly known: KnownAccess;

  /** @throws AccessError when groups contain each other. */
  constructor(state: AccessState) {
    this.known = new KnownAccess(state);
  }

  /**
   * Whether an action is allowed, and everything that makes it so.
   *
   * A question about a catalog or schema with a privilege of what lies in it, such as `SELECT`, is one about everything
   * that lies in it.
   * @throws AccessError when the principal, the target, the action or the environment is not known.
   */
  explain({ action, environment, principal, target }: Question): Explanation {
    this.requirePrincipal(principal);
    requireAction(target, action);
    const { known } = this;
    const chain = new Chain();
    const from = target.sort === "securable" ? environment : target.environment;
    if (!enter(known, chain, from, principal)) return chain.explanation;
    if (target.sort === "workspace") {
      const wanted = WORKSPACE_ACTIONS.find((each) => each === action);
      if (wanted) isEntitled(known, chain, from, principal, wanted);
    } else if (target.sort === "object") {
      useObject(known, chain, { principal, object: target, level: action });
    } else {
      const securable = { type: target.type, name: target.name };
      useSecurable(known, chain, { environment, principal, securable, privilege: action });
    }
    return chain.explanation;
  }

  private requirePrincipal(name: string): void {
    if (this.known.principal(name) || name === EVERYONE_IN_ACCOUNT || name === EVERYONE_IN_WORKSPACE) return;
    throw new AccessError(`There is no principal "${name}" in what is known of this estate.`);
  }
}

/** What may be asked of a target, from the weakest on. */
export function actionsOn(target: Target): readonly string[] {
  if (target.sort === "workspace") return WORKSPACE_ACTIONS;
  return target.sort === "object" ? levelsOf(target.kind) : privilegesOn(target.type);
}

function requireAction(target: Target, action: string): void {
  const actions = actionsOn(target);
  if (actions.includes(action)) return;
  throw new AccessError(`"${action}" is nothing that can be done there. There is: ${actions.join(", ")}.`);
}
