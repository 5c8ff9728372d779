import { basename, dirname, relative } from "node:path";
import { ruleFiles } from "../../policies/rule-index";
import { CHECKOUT } from "./estate";
import type { PlantedCase } from "./planted-cases";

/** What a violation is like: what its rule is about, where it is planted, and how. */
export const kindOf = ({ changes, rule, stack }: PlantedCase): string =>
  [familyOf(rule.id), stack.project ? "project" : "environment", ...new Set(changes.map(({ kind }) => kind))].join(" ");

/** `LSSTOR` of `LSSTOR001`. */
const familyOf = (rule: string): string => rule.replace(/\d+$/, "");

const RULE_FILE = /^(LS[A-Z]+\d+)\./;

/** Whether a file is the rule's or its cases', or lies among the rules of its family and helps them. */
export function isOfRule(file: string, rule: string): boolean {
  if (!file.endsWith(".ts") || file.endsWith(".test.ts")) return false;
  const own = RULE_FILE.exec(basename(file))?.[1];
  if (own !== undefined) return own === rule;
  return folders().get(rule) === dirname(file);
}

let known: Map<string, string> | undefined;

/** Where each rule lies, from the top of the checkout. */
function folders(): Map<string, string> {
  known ??= new Map(ruleFiles().map((file) => [basename(file, ".ts"), relative(CHECKOUT, dirname(file))]));
  return known;
}
