import type { DeclaredStack } from "../../infra/declaration";
import { judge } from "../judge";
import type { Rule } from "../rule";
import { type DangerAnswer, dangerAnswerTo } from "./danger-answers";
import { type Danger, dangersOf, rulesAbout } from "./dangers";
import type { ProviderSchema } from "./schema";

/** What became of a danger: which rules find it, or why none need to. */
export interface DangerOutcome extends Omit<Danger, "changed"> {
  caughtBy: string[];
  /** Undefined for one that is caught, or open. */
  answer: DangerAnswer | undefined;
}

/** Tries every danger of the schema of Databricks' provider on the estate. Takes milliseconds a danger. */
export function surveyDangers(
  estate: readonly DeclaredStack[],
  schema: ProviderSchema,
  rules: readonly Rule[],
  answers: readonly DangerAnswer[],
): DangerOutcome[] {
  const outcomes: DangerOutcome[] = [];
  for (const { changed, ...danger } of dangersOf(estate, schema, databricksToken, rules)) {
    const found = judge(changed, rulesAbout(danger.type, rules)).filter(({ outcome }) => outcome === "violation");
    const caughtBy = [...new Set(found.map(({ rule }) => rule))].sort();
    outcomes.push({ ...danger, caughtBy, answer: caughtBy.length > 0 ? undefined : dangerAnswerTo(danger, answers) });
  }
  return outcomes;
}

export const isOpen = ({ answer, caughtBy }: DangerOutcome): boolean => caughtBy.length === 0 && answer === undefined;

const databricksToken = (name: string): string =>
  `databricks:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
