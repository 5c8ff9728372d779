import { looksLikeCredential } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";
import { TAGGED_IN_AZURE } from "./shared/azure-tagged";
import { tagEntries } from "./shared/tag-values";

/** Parts of addresses and connection strings that hold one, however short; and what begins one. */
const HOLDS_ONE = /\beyJ[\w-]{10,}\.|\b(AccountKey|SharedAccessKey|sig|password|pwd)=|-----BEGIN /i;
const NAMES_ONE = /(password|passwd|secret|token|api-?_?key|credential)s?$/i;

export const rule = resourceRule({
  id: "LSTAG003",
  title: "Tags carry no credentials",
  why: `Everybody who may read the subscription or a job reads its tags; they are copied to invoices, logs and machines. A
password in one of them is published.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Remove the tag from `lakestage:azure.tags` in Pulumi.yaml or `tags` in projects/<project>.yaml, and change the credential: it has been seen.",
  example: `# projects/flight-delay.yaml
tags: { cost-center: "2100" }`,
  types: [...TAGGED_IN_AZURE, "databricks:index/job:Job", "databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    for (const [key, value] of tagEntries("tags" in props ? props.tags : undefined)) {
      // Never the value itself: findings are printed.
      if (looksLikeCredential(value) || HOLDS_ONE.test(value))
        report(`the value of the tag ${key} looks like a credential`, `tags.${key}`);
      else if (value !== "" && NAMES_ONE.test(key)) report(`the tag ${key} is named after a credential`, `tags.${key}`);
    }
  },
});
