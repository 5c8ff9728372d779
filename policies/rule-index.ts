import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Rule } from "./rule";

const RULES = join(__dirname, "rules");

/** The files of all rules, sorted by id: `rules/<family>/<ID>.ts`. */
export const ruleFiles = (): string[] =>
  readdirSync(RULES, { recursive: true, encoding: "utf8" })
    .filter((file) => /^LS[A-Z]+\d{3}\.ts$/.test(basename(file)))
    .map((file) => join(RULES, file))
    .sort((one, other) => basename(one).localeCompare(basename(other)));

/** Every rule of the pack, sorted by id. */
export const allRules = (): Rule[] => ruleFiles().map(ruleIn);

function ruleIn(file: string): Rule {
  const { rule } = require(file) as { rule?: Rule };
  const id = basename(file, ".ts");
  if (rule?.id !== id) throw new Error(`${basename(file)} must export "rule" with the id ${id}`);
  return rule;
}
