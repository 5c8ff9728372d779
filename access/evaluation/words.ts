import { spelledForPeople } from "../../databricks/privileges";
import { SECURABLES, type SecurableAddress } from "../../databricks/securables";
import { factsOf } from "../../databricks/workspace-objects";
import type { ObjectAddress } from "../state/access-state";
import type { Target } from "./explanation";

/** What a question's thing is: `catalog`. */
export function wordOf(target: Target): string {
  if (target.sort === "workspace") return "workspace";
  return target.sort === "object" ? factsOf(target.kind).word : SECURABLES[target.type].word;
}

/** What it is called. */
export const nameOf = (target: Target): string => (target.sort === "workspace" ? target.environment : target.name);

/** `catalog prod`. */
export const describedSecurable = ({ name, type }: SecurableAddress): string => `${SECURABLES[type].word} ${name}`;

/** `job training`. */
export const describedObject = ({ kind, name }: ObjectAddress): string => `${factsOf(kind).word} ${name}`;

/** Privileges are said with blanks, levels as the permissions API has them. */
export const actionText = (action: string): string =>
  /^(CAN_|IS_|roles\/)/.test(action) ? action : spelledForPeople(action);

export const actionTexts = (actions: readonly string[]): string => actions.map(actionText).join(", ");
