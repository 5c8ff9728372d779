import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { RuleCases } from "./cases/planted";
import type { Rule } from "./rule";
import { ruleModule } from "./rule-modules";

const RULES = join(__dirname, "rules");

const CASES = ".cases.ts";

interface IndexedRule {
  rule: Rule;
  /** `rules/<family>/<subject>.ts`, as an absolute path. */
  file: string;
}

/** Every rule of the pack, sorted by id. */
export const allRules = (): Rule[] => indexedRules().map(({ rule }) => rule);

/** The file of each rule, by its id. The rule's cases lie beside it. */
export const ruleFiles = (): Map<string, string> => new Map(indexedRules().map(({ file, rule }) => [rule.id, file]));

/** The file with the cases of the rule in `file`. */
export const casesFile = (file: string): string => file.replace(/\.ts$/, CASES);

/** @throws Error for a file that has no cases: neither the rule's tests nor its page would say what it does. */
export function casesOf(file: string): RuleCases {
  const { cases } = require(casesFile(file)) as { cases?: RuleCases };
  if (!cases) throw new Error(`${basename(casesFile(file))} must export "cases"`);
  return cases;
}

/** Of a family's folder, every file that holds no cases is a rule; what rules share lies in a folder below. */
function indexedRules(): IndexedRule[] {
  const found = readdirSync(RULES, { recursive: true, encoding: "utf8" })
    .filter((file) => /^[^/\\]+[/\\][^/\\]+\.ts$/.test(file) && !file.endsWith(CASES))
    .map((file) => indexedRule(join(RULES, file)))
    .sort((one, other) => one.rule.id.localeCompare(other.rule.id));
  refuseSharedIds(found);
  return found;
}

/** An exemption that names an id, and a link that leads to it, mean one rule. */
function refuseSharedIds(found: readonly IndexedRule[]): void {
  const files = new Map<string, string>();
  for (const { file, rule } of found) {
    for (const id of [rule.id, ...Object.keys(rule.replaces ?? {})]) {
      const other = files.get(id);
      if (other !== undefined) throw new Error(`${other} and ${file} both have the id ${id}`);
      files.set(id, file);
    }
  }
}

function indexedRule(file: string): IndexedRule {
  const { rule } = ruleModule(file);
  if (!rule) throw new Error(`${basename(file)} must export "rule"`);
  return { rule, file };
}
