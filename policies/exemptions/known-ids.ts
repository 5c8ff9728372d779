import type { Rule } from "../rule";

/** What exemptions need to know of a rule. */
export type KnownRule = Pick<Rule, "id" | "replaces">;

/** The ids that exemptions may name, each with the id that its rule has now: its own, or the successor's. */
export const currentIds = (rules: readonly KnownRule[]): Map<string, string> =>
  new Map(rules.flatMap(({ id, replaces = [] }) => [id, ...replaces].map((known) => [known, id] as const)));
