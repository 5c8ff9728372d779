import type { Rule } from "./rule";

/** The module in a rule's file. Compiled code has a list of all rules in the place of this: compile/plugins/rules.js. */
export const ruleModule = (file: string): { rule?: Rule } => require(file) as { rule?: Rule };
