import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { TAGGED_IN_AZURE } from "./shared/azure-tagged";
import { tagValue } from "./shared/tag-values";

export const rule = resourceRule({
  id: "LSTAG001",
  title: "Azure resources tell their environment, and that Lakestage manages them",
  why: `An invoice, an alert or an incident names a resource, seldom its purpose. With both tags anybody can tell whether it is
production's, and that a change by hand will be undone.`,
  severity: "low",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:OE", "WAF:CO", "Azure.Resource.UseTags"],
  remediation:
    "Pass the tags of the environment to the component; `lakestage:azure.tags` in Pulumi.yaml adds others, and replaces neither.",
  example: `tags: { environment: "prod", "managed-by": "lakestage" }`,
  types: TAGGED_IN_AZURE,
  check({ props }, report, { settings }) {
    for (const [name, wanted] of Object.entries(wantedTags(settings.name))) {
      const value = tagValue(props.tags, name);
      if (value !== wanted) report(`the tag ${name} is ${value ?? "missing"}, not ${wanted}`, `tags.${name}`);
    }
  },
  remedy: ({ props }, { settings }) => ({ ...props, tags: { ...props.tags, ...wantedTags(settings.name) } }),
});

const wantedTags = (environment: string): Record<string, string> => ({ environment, "managed-by": "lakestage" });
