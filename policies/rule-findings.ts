import type { Finding } from "./finding";
import { formerly } from "./replaced-rules";
import type { ReportOnStack, Rule, RuleContext } from "./rule";
import { stackUrn } from "./rule-context";

/** What can be said of a rule in a stack. Without a resource, it is about the stack as a whole. */
interface RuleFindings {
  violation: ReportOnStack;
  /** The message says what is not known yet. */
  undetermined: ReportOnStack;
}

/**
 * Makes findings of what a rule says in a stack, whoever asks it.
 * @param take is given each.
 * @returns undefined where the rule is disabled in the stack's stage, and not to be asked.
 */
export function ruleFindings(
  rule: Rule,
  { stack, stage }: RuleContext,
  take: (finding: Finding) => void,
): RuleFindings | undefined {
  const level = rule.enforcement[stage];
  if (level === "disabled") return undefined;
  const found =
    (outcome: Finding["outcome"]): ReportOnStack =>
    (message, resource, property) =>
      take({
        rule: rule.id,
        urn: resource?.urn ?? stackUrn(stack),
        level,
        message,
        outcome,
        ...(property !== undefined && { property }),
        ...formerly(rule, resource, property),
      });
  return { violation: found("violation"), undetermined: found("undetermined") };
}
