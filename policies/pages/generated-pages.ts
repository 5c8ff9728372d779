import { dirname, join } from "node:path";
import { jsonSchemaText } from "../../infra/config/reference/json-schema";
import { exemptionsJsonSchema } from "../exemptions/exemption";
import { pagePaths } from "../page-paths";
import { allRules, casesOf } from "../rule-index";
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
      return { path: page, text: rulePage(rule, casesOf(join(CHECKOUT, dirname(page), `${rule.id}.ts`))) };
    }),
    { path: EXEMPTIONS_SCHEMA, text: jsonSchemaText(exemptionsJsonSchema(rules.map(({ id }) => id))) },
  ].map(({ path, text }) => ({ path: join(CHECKOUT, path), text }));
}
