import type { DeclaredStack } from "../infra/declaration";
import type { Finding } from "./finding";
import type { PolicyResource, ResourceRule, Rule, RuleContext, StackRule } from "./rule";
import { ruleFindings } from "./rule-findings";
import { ResourcesByType, StackView, unknownIn } from "./stack-view";

/**
 * What rules find in a declared stack, without an engine; in the order of the rules.
 * @param showsReferences whether they see what it reads of other stacks, as in an engine's run they do not.
 */
export function judge(stack: DeclaredStack, rules: readonly Rule[], showsReferences = true): Finding[] {
  const context = contextOf(stack);
  const resources = new ResourcesByType(stack.resources.map(asSeenByRules));
  const findings: Finding[] = [];
  const take = (finding: Finding): void => void findings.push(finding);
  for (const rule of rules) {
    if (rule.kind === "resource") judgeResources(rule, resources, context, take);
    else judgeStack(rule, resources, showsReferences, context, take);
  }
  return findings;
}

const contextOf = ({ kind, name, project, settings }: DeclaredStack): RuleContext => ({
  stack: name,
  kind,
  stage: settings.environment.stage,
  settings,
  project: project?.name,
});

/** A declared resource as rules see it. */
export const asSeenByRules = (resource: DeclaredStack["resources"][number]): PolicyResource => ({
  urn: resource.urn,
  type: resource.type,
  name: resource.name,
  props: resource.inputs as PolicyResource["props"],
  answered: { id: resource.id, ...resource.outputs },
  protect: resource.protect,
  ignoreChanges: resource.ignoreChanges,
  propertyDependencies: resource.propertyDependencies,
  parent: resource.parent,
});

type Take = (finding: Finding) => void;

function judgeResources(rule: ResourceRule, resources: ResourcesByType, context: RuleContext, take: Take): void {
  // Most rules are about types that most stacks have nothing of.
  if (!rule.types.some((type) => resources.ofType(type).length > 0)) return;
  const found = ruleFindings(rule, context, take);
  if (!found) return;
  for (const resource of rule.types.flatMap((type) => resources.ofType(type))) {
    try {
      rule.check(resource, (message, property) => found.violation(message, resource, property), context);
    } catch (error) {
      found.undetermined(unknownIn(error, rule), resource);
    }
  }
}

function judgeStack(
  rule: StackRule,
  resources: ResourcesByType,
  showsReferences: boolean,
  context: RuleContext,
  take: Take,
): void {
  const found = ruleFindings(rule, context, take);
  if (!found) return;
  const view = new StackView(rule, resources, showsReferences, (resource, message) =>
    found.undetermined(message, resource),
  );
  try {
    rule.check(view, found.violation, context);
  } catch (error) {
    found.undetermined(unknownIn(error, rule));
  }
}
