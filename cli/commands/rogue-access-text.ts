import type { Difference } from "../../access";
import type { RogueDifference } from "./rogue-access";

/** Who holds what, in a sentence without its end: `ada@example.org holds SELECT on catalog prod`. */
export function rogueAccessText({ holds, what, where, who }: Difference): string {
  const held = holds.join(", ");
  switch (what) {
    case "grant":
    case "permission":
      return `${who} holds ${held} on ${where}`;
    case "ownership":
      return `${who} owns ${where}`;
    case "isolation":
      return `${where} can be reached from ${who}`;
    case "binding":
      return `${where} is bound to the ${who}, ${held}`;
    case "run-as":
      return `${where} runs as ${who}`;
    case "membership":
      return `${who} is in ${where}`;
    case "assignment":
      return `${who} is let into the ${where} as ${held}`;
    case "entitlement":
      return `${who} is entitled to ${held} in the ${where}`;
  }
}

/** The same with what to do about it. */
export const rogueAccessAdvice = (difference: RogueDifference): string =>
  [
    `${difference.stack}: ${rogueAccessText(difference)}, ${
      difference.adopted ? "which files give by now, and was not deployed" : "and no file says so"
    }.`,
    `  to remove it: ${difference.remove}`,
    `  to adopt it: ${difference.adopt}`,
  ].join("\n");
