import type { PlantedCase, RuleCases } from "../cases/planted";
import type { Rule } from "../rule";
import { exampleBlock, plain } from "../text/markdown-text";
import { referenceLink } from "./references";

/** What a family's page tells of a rule, from the rule and from the cases that its test tries. */
export function ruleSection(rule: Rule, { caught, leftAlone }: RuleCases): string {
  const { example, id, references, remediation, replaces, severity, title, why } = rule;
  return [
    // Nothing else is in the heading: links name the rule by its anchor.
    `## ${id}`,
    `**${title}**`,
    `Severity: **${severity}**; ${levels(rule)}. ${subject(rule)}`,
    ...(replaces ? [`Replaces ${Object.keys(replaces).join(", ")}.`] : []),
    why,
    `**How to mend it.** ${remediation}`,
    exampleBlock(example),
    ...(rule.kind === "resource" && rule.remedy !== undefined
      ? ["The engine mends it by itself where policies of the pack are set to `remediate`."]
      : []),
    `**Caught:**\n\n${named(caught)}`,
    `**Left alone:**\n\n${named(leftAlone)}`,
    `**Who else asks for it:** ${references.map(referenceLink).join(", ")}`,
  ].join("\n\n");
}

const levels = ({ enforcement }: Rule): string =>
  Object.entries(enforcement)
    .map(([stage, level]) => `${stage}: ${level}`)
    .join(", ");

const subject = (rule: Rule): string =>
  rule.kind === "stack"
    ? "Looks at how the resources of a stack go together."
    : `Looks at every ${rule.types.map((type) => `\`${type}\``).join(", ")}.`;

const named = (cases: readonly PlantedCase[]): string => cases.map(({ name }) => `- ${plain(name)}`).join("\n");
