import type { DeclaredStack } from "../../infra/declaration";
import { type Change, USUAL_STACK } from "../../policies/cases/planted";
import type { Rule } from "../../policies/rule";
import { allRules, casesOf, ruleFiles } from "../../policies/rule-index";
import { foundPlanted, lineOf } from "./planted-stack";

/** A planted violation, as the planting program knows it. */
export interface PlantedCase {
  /** `LSSTOR001:0` */
  reference: string;
  rule: Rule;
  stack: DeclaredStack;
  changes: readonly Change[];
  /** What the rule finds where nothing else is planted, as `lineOf` tells it. */
  finds: readonly string[];
}

/**
 * Every violation that rules' cases plant and that an engine's run can show.
 * @param declared the shipped stacks by name.
 */
export function plantedCases(declared: ReadonlyMap<string, DeclaredStack>): PlantedCase[] {
  const rules = new Map(allRules().map((rule) => [rule.id, rule]));
  return [...ruleFiles()].flatMap(([id, file]) => {
    return casesOf(file).caught.flatMap(({ changes, engineFree, stack: name = USUAL_STACK }, index) => {
      const [rule, stack] = [rules.get(id), declared.get(name)];
      if (!rule || !stack) throw new Error(`${id} plants a violation in ${name}, which is not shipped`);
      if (engineFree !== undefined) return [];
      const finds = foundPlanted(stack, changes, [rule]).map(lineOf);
      return { reference: `${id}:${index}`, rule, stack, changes, finds };
    });
  });
}

/** Rules of which no violation can be shown in an engine's run. */
export const engineFreeRules = (): string[] =>
  [...ruleFiles()].flatMap(([id, file]) =>
    casesOf(file).caught.every(({ engineFree }) => engineFree !== undefined) ? id : [],
  );
