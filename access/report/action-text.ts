import { spelledForPeople } from "../../databricks/privileges";

/** Privileges are said with blanks, levels as the permissions API has them. */
export const actionText = (action: string): string =>
  /^(CAN_|IS_|roles\/)/.test(action) ? action : spelledForPeople(action);

export const actionTexts = (actions: readonly string[]): string => actions.map(actionText).join(", ");
