import { judgedTypes } from "../../judged-types";
import { IN_PRODUCTION, type PolicyResource, stackRule } from "../../rule";
import { kindOf } from "./shared/data-holders";

export const rule = stackRule({
  id: "LSPROT011",
  title: "Every type of resource is looked at by a rule",
  why: `Rules speak of the types that they know. One of another type is passed over by all of them, whatever it opens: an
allowlist for libraries, a new kind of endpoint, a whole provider. Nobody would be told that nobody looked.`,
  severity: "high",
  enforcement: IN_PRODUCTION,
  references: ["WAF:SE", "WAF:OE"],
  remediation:
    "Write a rule for the type (docs/policies/README.md), or exempt the type in `policies/exemptions.yaml` and say why nothing in it can do harm.",
  example: `# policies/exemptions.yaml
exemptions:
  - rule: LSPROT011
    urn: urn:pulumi:prod*::lakestage::*databricks:index/tagPolicy:TagPolicy::*
    reason: A tag policy says which values a tag may have, and gives nobody anything.
    owner: data-platform
    expires: 2027-03-31`,
  types: [],
  check(stack, report) {
    const judged = judgedTypes();
    const unjudged = new Map<string, [PolicyResource, ...PolicyResource[]]>();
    for (const resource of stack.resources) {
      if (isWiring(resource) || judged.has(resource.type)) continue;
      const others = unjudged.get(resource.type);
      if (others) others.push(resource);
      else unjudged.set(resource.type, [resource]);
    }
    for (const resources of unjudged.values()) {
      const [first] = resources;
      report(`no rule looks at ${kindOf(first)}: ${resources.map(({ name }) => name).join(", ")}`, first);
    }
  },
});

/** Providers, references to other stacks and the estate's own components hold nothing but what is in others. */
const isWiring = ({ type }: PolicyResource): boolean => /^(pulumi|lakestage):/.test(type);
