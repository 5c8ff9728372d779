import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Rule } from "./rule";
import { ruleModule } from "./rule-modules";
import type { RuleCases } from "./testing/planted";

const RULES = join(__dirname, "rules");

/** The files of all rules, sorted by id: `rules/<family>/<ID>.ts`. */
export const ruleFiles = (): string[] =>
  readdirSync(RULES, { recursive: true, encoding: "utf8" })
    .filter((file) => /^LS[A-Z]+\d{3}\.ts$/.test(basename(file)))
    .map((file) => join(RULES, file))
    .sort((one, other) => basename(one).localeCompare(basename(other)));

/** The file with the examples of the rule in `file`. */
export const casesFile = (file: string): string => file.replace(/\.ts$/, ".cases.ts");

/** @throws Error for a rule without examples: neither its tests nor its page would say what it does. */
export function casesOf(file: string): RuleCases {
  const { cases } = require(casesFile(file)) as { cases?: RuleCases };
  if (!cases) throw new Error(`${basename(casesFile(file))} must export "cases"`);
  return cases;
}

/** Every rule of the pack, sorted by id. */
export const allRules = (): Rule[] => ruleFiles().map(ruleIn);

function ruleIn(file: string): Rule {
  const { rule } = ruleModule(file);
  const id = basename(file, ".ts");
  if (rule?.id !== id) throw new Error(`${basename(file)} must export "rule" with the id ${id}`);
  return rule;
}
