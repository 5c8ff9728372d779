import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DeclaredStack } from "../../infra/declaration";
import { planted } from "../../policies/cases/planted";
import { casesOf, ruleFiles } from "../../policies/rule-index";

const POLICY = join(__dirname, "conftest", "policy");

/** Ids of the pack's rules that the Rego rules say the same as. */
export const comparableRules = (): string[] =>
  readdirSync(POLICY).flatMap((file) =>
    [...readFileSync(join(POLICY, file), "utf8").matchAll(/^deny contains finding\("(LS[A-Z]+\d+)"/gm)].flatMap(
      ([, id]) => id ?? [],
    ),
  );

/** The stacks with a violation of each of these rules, the first of those that the rule's own tests plant. */
export function withViolations(stacks: readonly DeclaredStack[], rules: readonly string[]): DeclaredStack[] {
  const cases = [...ruleFiles()].filter(([id]) => rules.includes(id)).map(([, file]) => casesOf(file).caught[0]);
  return stacks.map((stack) =>
    cases
      .filter(({ stack: name = "prod.platform" }) => name === stack.name)
      .reduce((violated, { changes }) => planted(violated, changes), stack),
  );
}
