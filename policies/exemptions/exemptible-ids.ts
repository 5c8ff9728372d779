import type { Rule } from "../rule";

/** What exemptions need to know of a rule. */
export type KnownRule = Pick<Rule, "id" | "replaces">;

/** The ids that exemptions may name: those of rules, and of rules that these have taken in. */
export const exemptibleIds = (rules: readonly KnownRule[]): string[] =>
  rules.flatMap(({ id, replaces = {} }) => [id, ...Object.keys(replaces)]);
