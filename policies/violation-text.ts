import type { Finding } from "./finding";
import type { RuleText } from "./rule";

/** What the engine prints below a rule's title: what is wrong and where, then what to do. */
export const violationText = ({ message, property }: Pick<Finding, "message" | "property">, rule: RuleText): string =>
  `${property === undefined ? "" : `${property}: `}${message}\n${rule.remediation}`;

/** What stands before it where an exemption silences the finding. */
export const exemptedText = (expires: string, owner: string): string => `Exempted until ${expires} (${owner}): `;

const EXEMPTED = /^Exempted until [\d-]+ \(.*?\): (?=\S)/;

/** How the policy SDK begins what it says of a rule that a preview's unknown values kept from its verdict. */
const UNDETERMINED = "can't run policy";

/** Reads `violationText` back from the message of the engine's event, which begins with the rule's title. */
export function readViolationText(text: string, rule: RuleText): Pick<Finding, "message" | "outcome" | "property"> {
  if (text.startsWith(UNDETERMINED)) return { message: text, outcome: "undetermined" };
  const said = (text.startsWith(`${rule.title}\n`) ? text.slice(rule.title.length + 1) : text).replace(EXEMPTED, "");
  const end = said.lastIndexOf(`\n${rule.remediation}`);
  const violation = end === -1 ? said : said.slice(0, end);
  const [, property, message] = /^([\w$]+(?:[.[][^: ]*)?): (.*)$/s.exec(violation) ?? [];
  return property === undefined || message === undefined
    ? { message: violation, outcome: "violation" }
    : { message, outcome: "violation", property };
}
