import { ALWAYS, resourceRule } from "../../rule";
import { TAGGED_IN_AZURE } from "./shared/azure-tagged";
import { tagEntries } from "./shared/tag-values";

/** Azure's own bounds. Storage accounts allow shorter names than others. */
const MOST_TAGS = 50;
const LONGEST_NAME = 512;
const LONGEST_NAME_OF_STORAGE = 128;
const LONGEST_VALUE = 256;
const REFUSED = /[<>%&\\?/]/;
const RESERVED = /^(microsoft|azure|windows)/i;

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
    const longest = type === "azure-native:storage:StorageAccount" ? LONGEST_NAME_OF_STORAGE : LONGEST_NAME;
    if (tags.length > MOST_TAGS) report(`there are ${tags.length} tags, more than ${MOST_TAGS}`, "tags");
    for (const [name, value] of tags) {
      const path = `tags.${name}`;
      const refused = REFUSED.exec(name)?.[0];
      if (refused) report(`the name ${name} has the character ${refused}`, path);
      if (RESERVED.test(name)) report(`the name ${name} begins with a word that Azure keeps for itself`, path);
      if (name.length > longest) report(`a name has ${name.length} characters, more than ${longest}`, path);
      if (value.length > LONGEST_VALUE) {
        report(`the value of ${name} has ${value.length} characters, more than ${LONGEST_VALUE}`, path);
      }
    }
    const names = tags.map(([name]) => name);
    const twice = names.find((name, index) =>
      names.slice(0, index).some((earlier) => earlier.toLowerCase() === name.toLowerCase()),
    );
    if (twice) report(`${twice} is there twice: Azure takes no notice of letter case in names`, `tags.${twice}`);
  },
});
