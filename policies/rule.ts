import type { EnvironmentSettings, StackPlace, Stage } from "../infra/config";
import type { PropertiesOf, ResourceType } from "./resource-types";

/** How bad it is when a rule is broken, whatever the environment. */
export type Severity = "low" | "medium" | "high" | "critical";

/** What a finding does: `mandatory` stops the deployment, `advisory` is told, `disabled` is not looked for. */
export type EnforcementLevel = "mandatory" | "advisory" | "disabled";

/** A rule's level in each stage. */
export type Enforcement = { readonly [stage in Stage]: EnforcementLevel };

/** Stops a deployment anywhere. */
export const ALWAYS: Enforcement = { development: "mandatory", staging: "mandatory", production: "mandatory" };

/** Told in development, stops a deployment where others depend on it. */
export const BEYOND_DEVELOPMENT: Enforcement = { ...ALWAYS, development: "advisory" };

/** Told elsewhere, stops a deployment of production. */
export const IN_PRODUCTION: Enforcement = { development: "advisory", staging: "advisory", production: "mandatory" };

/** In development nothing need start by itself. */
export const NOT_IN_DEVELOPMENT: Enforcement = { ...IN_PRODUCTION, development: "disabled" };

/** Not looked for elsewhere, stops a deployment of production. */
export const ONLY_IN_PRODUCTION: Enforcement = {
  development: "disabled",
  staging: "disabled",
  production: "mandatory",
};

/** Told, everywhere. */
export const ADVICE: Enforcement = { development: "advisory", staging: "advisory", production: "advisory" };

/**
 * Whether a rule that another has taken in looked at what was found.
 * @param resource undefined where the stack lacks something.
 */
export type LookedAt = (resource: PolicyResource | undefined, property: string | undefined) => boolean;

/** What people are told of a rule. The page of its family is generated from this. */
export interface RuleText {
  /** Never changes: exemptions and reports name it. The letters of the family that it began in and three digits, as `LSGRANT003`. */
  id: string;
  /**
   * Rules that this one has taken in, by id, each with what it looked at. Exemptions may still name them: they silence just
   * that. No rule has these ids again.
   */
  replaces?: { readonly [id: string]: LookedAt };
  /** One sentence that is true where the rule is kept: `Storage accounts take no shared keys`. No full stop. */
  title: string;
  /** What can happen where it is not kept; two or three sentences. */
  why: string;
  severity: Severity;
  enforcement: Enforcement;
  /**
   * Where others ask for the same: a pillar of the Azure Well-Architected Framework (`WAF:SE`, `WAF:RE`, `WAF:CO`,
   * `WAF:OE`, `WAF:PE`), checkov's ids (`CKV_AZURE_44`), PSRule's (`Azure.Databricks.PublicAccess`).
   */
  references: readonly string[];
  /** What to do, as an instruction in one or two sentences that name the property or setting. */
  remediation: string;
  /** The resource or the setting as it should be: YAML of a settings file, or TypeScript. */
  example: string;
}

/** A resource as rules see it, whether the engine shows it or `lakestage check`. */
export interface PolicyResource<Type extends ResourceType = ResourceType> {
  urn: string;
  type: string;
  name: string;
  /** Reading a property that a preview cannot know yet throws: the rule is then undetermined for the resource. */
  props: PropertiesOf<Type>;
  /** Whether the engine refuses to delete it. */
  protect: boolean;
  ignoreChanges: readonly string[];
  /** By property, URNs of the resources that its value comes from. Only rules about whole stacks are told. */
  propertyDependencies: { readonly [property: string]: readonly string[] };
  /** What the service answers, by output; reading one that is not known yet throws. Only rules about whole stacks are told. */
  answered: { readonly [output: string]: unknown };
  /** URN of the parent; empty where that is the stack. */
  parent: string;
}

/** For rules that look at several types. */
export const isOfType = <Type extends ResourceType>(
  resource: PolicyResource<ResourceType>,
  type: Type,
): resource is PolicyResource<Type> => resource.type === type;

/** All resources of a stack, for a rule that looks at those of the given types. */
export interface PolicyStack<in Looked extends ResourceType = ResourceType> {
  readonly resources: readonly PolicyResource[];
  /** Whether what it reads of other stacks is among them: an engine shows rules no references to stacks. */
  readonly showsReferences: boolean;
  /** Those of one type. */
  ofType: <Type extends Looked>(type: Type) => PolicyResource<Type>[];
  /** Looks at one after the other; one with a property that is not known yet leaves the others to be looked at. */
  each: <Type extends Looked>(type: Type, look: (resource: PolicyResource<Type>) => void) => void;
  /** The same with resources of all types, also of such as no rule is about. */
  eachResource: (look: (resource: PolicyResource) => void) => void;
}

/** The stack that is looked at. */
export interface RuleContext {
  /** `prod.platform`, `prod`, or `prod.flight-delay`. */
  stack: string;
  stage: Stage;
  /** What it holds. */
  kind: StackPlace["kind"];
  /** Of the stack's environment. */
  settings: EnvironmentSettings;
  /** The ML project that the stack holds, if it does. */
  project: string | undefined;
}

/**
 * Tells of a violation.
 * @param message what is wrong, with the value that is: one sentence without a full stop.
 * @param property path of the offending property, as `properties.encryption` or `tasks[0].timeoutSeconds`.
 */
export type ReportOnResource = (message: string, property?: string) => void;

/** @param resource the one that is wrong; undefined where the stack lacks something. */
export type ReportOnStack = (message: string, resource?: PolicyResource, property?: string) => void;

/** A rule about resources of some types, one at a time. */
export interface ResourceRule extends RuleText {
  kind: "resource";
  types: readonly ResourceType[];
  check(resource: PolicyResource, report: ReportOnResource, context: RuleContext): void;
  /** The same properties with the violation mended, where that is safe; the engine applies it only when asked to. */
  remedy?(resource: PolicyResource, context: RuleContext): object | undefined;
}

/** A rule about how the resources of a stack go together. */
export interface StackRule extends RuleText {
  kind: "stack";
  /** Those that it looks at; none where it looks at what resources of every type have, such as `ignoreChanges`. */
  types: readonly string[];
  check(stack: PolicyStack, report: ReportOnStack, context: RuleContext): void;
}

export type Rule = ResourceRule | StackRule;

interface ResourceRuleOf<Type extends ResourceType> extends RuleText {
  types: readonly Type[];
  check(resource: PolicyResource<Type>, report: ReportOnResource, context: RuleContext): void;
  remedy?(resource: PolicyResource<Type>, context: RuleContext): PropertiesOf<Type> | undefined;
}

/** Declares a rule about resources of the given types. */
export function resourceRule<const Type extends ResourceType>(rule: ResourceRuleOf<Type>): ResourceRule {
  const { check, remedy, ...text } = rule;
  // Only resources of its types are ever handed to it.
  const own = (resource: PolicyResource): PolicyResource<Type> => resource as PolicyResource<Type>;
  return {
    ...text,
    kind: "resource",
    check: (resource, report, context) => check(own(resource), report, context),
    ...(remedy && { remedy: (resource, context) => remedy(own(resource), context) }),
  };
}

interface StackRuleOf<Type extends ResourceType> extends RuleText {
  types: readonly Type[];
  check(stack: PolicyStack<Type>, report: ReportOnStack, context: RuleContext): void;
}

/** Declares a rule about whole stacks. It is shown no types but those that it says it looks at. */
export const stackRule = <const Type extends ResourceType = never>(rule: StackRuleOf<Type>): StackRule => ({
  kind: "stack",
  ...rule,
});

interface WholeStackRule extends RuleText {
  /** Types that it counts as looking at, beside what it looks for in resources of every type. Default: none. */
  types?: readonly ResourceType[];
  check(stack: PolicyStack, report: ReportOnStack, context: RuleContext): void;
}

/** Declares a rule about whole stacks that is shown all there is in them. */
export const wholeStackRule = ({ types = [], ...rule }: WholeStackRule): StackRule => ({
  kind: "stack",
  types,
  ...rule,
});

interface UnwantedTypesRule extends RuleText {
  /** What is said of each resource of a type, by the type's token. */
  unwanted: ReadonlyMap<string, string>;
}

/** Declares a rule that finds fault with every resource of some types, whatever is in it. */
export const unwantedTypesRule = ({ unwanted, ...text }: UnwantedTypesRule): StackRule => ({
  kind: "stack",
  ...text,
  types: [...unwanted.keys()],
  check(stack, report) {
    for (const resource of stack.resources) {
      const message = unwanted.get(resource.type);
      if (message !== undefined) report(message, resource);
    }
  },
});
