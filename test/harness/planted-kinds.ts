import { dirname, relative } from "node:path";
import { casesFile, ruleFiles } from "../../policies/rule-index";
import { CHECKOUT } from "./estate";
import type { PlantedCase } from "./planted-cases";

/** What a violation is like: what its rule is about, where it is planted, and how. */
export const kindOf = ({ changes, rule, stack }: PlantedCase): string =>
  [familyOf(rule.id), stack.kind, ...new Set(changes.map(({ kind }) => kind))].join(" ");

/** `LSSTOR` of `LSSTOR001`. */
const familyOf = (rule: string): string => rule.replace(/\d+$/, "");

/**
 * Whether a file is the rule's or its cases', or what the rules of its family share.
 * @param file from the top of the checkout.
 */
export function isOfRule(file: string, rule: string): boolean {
  if (!file.endsWith(".ts") || file.endsWith(".test.ts")) return false;
  files ??= new Map([...ruleFiles()].map(([id, path]) => [id, relative(CHECKOUT, path)]));
  const own = files.get(rule) ?? "";
  return file === own || file === casesFile(own) || file.startsWith(`${dirname(own)}/shared/`);
}

/** Each rule's, from the top of the checkout. */
let files: Map<string, string> | undefined;
