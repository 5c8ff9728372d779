import type { DeclaredStack } from "../infra/declaration";
import type { Finding } from "./finding";
import type { PolicyResource, ResourceRule, Rule, RuleContext, StackRule } from "./rule";
import { stackUrn } from "./rule-context";
import { ResourcesByType, StackView, unknownIn } from "./stack-view";

/** What rules find in a declared stack, without an engine; in the order of the rules. */
export function judge(stack: DeclaredStack, rules: readonly Rule[]): Finding[] {
  const context = contextOf(stack);
  const resources = new ResourcesByType(stack.resources.map(asSeenByRules));
  return rules.flatMap((rule) =>
    rule.kind === "resource" ? judgeResources(rule, resources, context) : judgeStack(rule, resources, context),
  );
}

const contextOf = ({ name, project, settings }: DeclaredStack): RuleContext => ({
  stack: name,
  stage: settings.environment.stage,
  settings,
  project: project?.name,
});

const asSeenByRules = (resource: DeclaredStack["resources"][number]): PolicyResource => ({
  urn: resource.urn,
  type: resource.type,
  name: resource.name,
  props: resource.inputs as PolicyResource["props"],
  protect: resource.protect,
  ignoreChanges: resource.ignoreChanges,
  parent: resource.parent,
});

function judgeResources(rule: ResourceRule, resources: ResourcesByType, context: RuleContext): Finding[] {
  const level = rule.enforcement[context.stage];
  if (level === "disabled") return [];
  return rule.types
    .flatMap((type) => resources.ofType(type))
    .flatMap((resource) => {
      const findings: Finding[] = [];
      const about = { rule: rule.id, urn: resource.urn, level };
      try {
        rule.check(
          resource,
          (message, property) =>
            findings.push({ ...about, message, outcome: "violation", ...(property !== undefined && { property }) }),
          context,
        );
      } catch (error) {
        findings.push({ ...about, message: unknownIn(error, rule), outcome: "undetermined" });
      }
      return findings;
    });
}

function judgeStack(rule: StackRule, resources: ResourcesByType, context: RuleContext): Finding[] {
  const level = rule.enforcement[context.stage];
  if (level === "disabled") return [];
  const findings: Finding[] = [];
  const ownUrn = stackUrn(context.stack);
  const undetermined = (urn: string, message: string): void => {
    findings.push({ rule: rule.id, level, urn, message, outcome: "undetermined" });
  };
  try {
    rule.check(
      new StackView(rule, resources, (resource, message) => undetermined(resource.urn, message)),
      (message, resource, property) =>
        findings.push({
          rule: rule.id,
          level,
          urn: resource?.urn ?? ownUrn,
          message,
          outcome: "violation",
          ...(property !== undefined && { property }),
        }),
      context,
    );
  } catch (error) {
    undetermined(ownUrn, unknownIn(error, rule));
  }
  return findings;
}
