import { LONGEST_TAG_NAME, LONGEST_TAG_VALUE, MOST_TAGS, namedBefore, tagNameFault } from "../../../azure/tags";
import { ALWAYS, resourceRule } from "../../rule";
import { TAGGED_IN_AZURE } from "./shared/azure-tagged";
import { tagEntries } from "./shared/tag-values";

/** Storage accounts allow shorter names than others. */
const LONGEST_NAME = 512;

export const rule = resourceRule({
  id: "LSTAG004",
  title: "Tags are ones that Azure takes",
  why: `Azure refuses a resource for one tag, which a preview does not tell: the deployment then stops half-way, and does so for
every resource that the tag is on.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:OE", "Azure.Resource.UseTags"],
  remediation: "Shorten or rename the tag in `lakestage:azure.tags` of Pulumi.yaml.",
  example: `# Pulumi.yaml
config:
  lakestage:azure:
    value:
      tags: { cost-center: "2100" }`,
  types: TAGGED_IN_AZURE,
  check({ props, type }, report) {
    const tags = tagEntries(props.tags);
    const longest = type === "azure-native:storage:StorageAccount" ? LONGEST_TAG_NAME : LONGEST_NAME;
    if (tags.length > MOST_TAGS) report(`there are ${tags.length} tags, more than ${MOST_TAGS}`, "tags");
    for (const [name, value] of tags) {
      const path = `tags.${name}`;
      const fault = tagNameFault(name, longest);
      if (fault !== undefined) report(`the name ${name} ${fault}`, path);
      if (value.length > LONGEST_TAG_VALUE) {
        report(`the value of ${name} has ${value.length} characters, more than ${LONGEST_TAG_VALUE}`, path);
      }
    }
    const [twice] = namedBefore(tags.map(([name]) => name));
    if (twice)
      report(`${twice.name} is there twice: Azure takes no notice of letter case in names`, `tags.${twice.name}`);
  },
});
