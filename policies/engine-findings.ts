import type { DeclaredResource } from "../infra/declaration";
import type { Finding } from "./finding";
import { asSeenByRules } from "./judge";
import { formerly } from "./replaced-rules";
import type { Rule } from "./rule";
import { stackUrn } from "./rule-context";
import { readViolationText } from "./violation-text";

/** What the engine's event stream says of a policy: the member `policyEvent`. */
export interface PolicyEvent {
  policyName: string;
  /** Absent for the stack as a whole. */
  resourceUrn?: string | undefined;
  message: string;
  enforcementLevel: string;
}

/**
 * The pack's findings in an engine's run on `stack`. What an exemption silences is among them, as the engine tells of it, too, and
 * is to be sorted out by `applyExemptions`.
 * @param declared the stack's resources, by which exemptions from rules that are no more are known to fit. Default: none.
 */
export function findingsIn(
  stack: string,
  events: readonly PolicyEvent[],
  rules: readonly Rule[],
  declared: readonly DeclaredResource[] = [],
): Finding[] {
  return events.flatMap(({ enforcementLevel, message, policyName, resourceUrn }) => {
    const rule = rules.find(({ id }) => id === policyName);
    if (!rule) return [];
    const level = enforcementLevel === "mandatory" ? "mandatory" : "advisory";
    const said = readViolationText(message, rule);
    const resource = declared.find(({ urn }) => urn === resourceUrn);
    const urn = resourceUrn || stackUrn(stack);
    return {
      rule: rule.id,
      urn,
      level,
      ...said,
      ...formerly(rule, resource && asSeenByRules(resource), said.property),
    };
  });
}
