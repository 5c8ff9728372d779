import { join } from "node:path";
import { jsonSchemaText } from "../../infra/config/reference/json-schema";
import { exemptibleIds, exemptionsJsonSchema } from "../exemptions";
import { familyPagePath } from "../page-paths";
import { allRules } from "../rule-index";
import { familiesOf } from "./families";
import { familyPage } from "./family-page";

const CHECKOUT = join(__dirname, "../..");

const EXEMPTIONS_SCHEMA = "policies/exemptions/generated/exemptions.schema.json";

/** What is committed and generated of the policy pack: a page for each family of rules, and the exemptions' JSON Schema. */
export function policyPages(): { path: string; text: string }[] {
  const rules = allRules();
  return [
    ...familiesOf(rules).map((family) => ({ path: familyPagePath(family.folder), text: familyPage(family) })),
    { path: EXEMPTIONS_SCHEMA, text: jsonSchemaText(exemptionsJsonSchema(exemptibleIds(rules).sort())) },
  ].map(({ path, text }) => ({ path: join(CHECKOUT, path), text }));
}
