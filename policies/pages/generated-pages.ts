import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { jsonSchemaText } from "../../infra/config/json-schema";
import { exemptionsJsonSchema } from "../exemptions/exemption";
import { pagePaths } from "../page-paths";
import type { Rule } from "../rule";
import { allRules } from "../rule-index";
import type { RuleCases } from "../testing/planted";
import { rulePage } from "./rule-page";

const CHECKOUT = join(__dirname, "../..");

const EXEMPTIONS_SCHEMA = "policies/exemptions/generated/exemptions.schema.json";

/** What is committed and generated of the policy pack: rules' pages, and the exemptions' JSON Schema. */
export function policyPages(): { path: string; text: string }[] {
  const rules = allRules();
  const pages = pagePaths();
  return [
    ...rules.map((rule) => {
      const page = pages.get(rule.id) ?? "";
      return { path: page, text: rulePage(rule, casesOf(rule, join(CHECKOUT, dirname(page)))) };
    }),
    { path: EXEMPTIONS_SCHEMA, text: jsonSchemaText(exemptionsJsonSchema(rules.map(({ id }) => id))) },
  ].map(({ path, text }) => ({ path: join(CHECKOUT, path), text }));
}

/** @throws Error for a rule without examples: its page would not say what it does. */
function casesOf({ id }: Rule, folder: string): RuleCases {
  const file = join(folder, `${id}.cases.ts`);
  const { cases } = existsSync(file) ? (require(file) as { cases?: RuleCases }) : {};
  if (!cases) throw new Error(`${id} has no ${id}.cases.ts that exports "cases"`);
  return cases;
}
