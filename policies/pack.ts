import {
  PolicyPack,
  type ReportViolation,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationArgs,
  type StackValidationPolicy,
  validateResourceOfType,
} from "@pulumi/policy";
import { type Resource, RunError } from "@pulumi/pulumi";
import { describeProblems } from "../infra/config";
import { applyExemptions, currentDay, type Exemption, expiredProblem, loadExemptions } from "./exemptions";
import type { Finding } from "./finding";
import type { PolicyResource, ResourceRule, Rule, RuleContext, StackRule } from "./rule";
import { projectDirectory, ruleContext, stackOf } from "./rule-context";
import { ruleFindings } from "./rule-findings";
import { allRules } from "./rule-index";
import { ResourcesByType, StackView } from "./stack-view";
import { exemptedText, violationText } from "./violation-text";

/** The policy that fails for an exemption that has expired, whatever it silenced. */
const EXPIRED_EXEMPTIONS = "expired-exemptions";

/** Starts serving the rules to the engine as a CrossGuard policy pack. */
export function servePack(): PolicyPack {
  const directory = projectDirectory();
  const rules = allRules();
  const loaded = loadExemptions(directory, rules);
  if (!loaded.ok) throw new RunError(describeProblems(loaded.problems));
  const session = new Session(directory, loaded.exemptions);
  return new PolicyPack("lakestage", {
    description: "MLOps environments on Azure Databricks: what reviewers miss",
    policies: [
      session.inputsPolicy(),
      session.expiredExemptionsPolicy(),
      ...rules.map((rule) => (rule.kind === "resource" ? session.resourcePolicy(rule) : session.stackPolicy(rule))),
    ],
  });
}

/** One run of the engine on one stack. */
class Session {
  private readonly contexts = new Map<string, RuleContext>();
  /** What the program declares, by URN. The engine shows stack policies the services' answers instead. */
  private readonly declared = new Map<string, PolicyResource>();
  private stack: ResourcesByType | undefined;

  constructor(
    private readonly directory: string,
    private readonly exemptions: readonly Exemption[],
  ) {}

  inputsPolicy(): ResourceValidationPolicy {
    return {
      name: "declared-inputs",
      description: "Keeps what is declared for the rules about whole stacks. Finds nothing itself",
      enforcementLevel: "mandatory",
      validateResource: (resource) => void this.declared.set(resource.urn, asSeenByRules(resource)),
    };
  }

  /** Whoever asked for an exemption asked for it until a day; from then on it is a mistake to have it. */
  expiredExemptionsPolicy(): StackValidationPolicy {
    return {
      name: EXPIRED_EXEMPTIONS,
      description: "Exemptions have not expired",
      enforcementLevel: "mandatory",
      validateStack: (_, report) => {
        for (const exemption of applyExemptions([], this.exemptions, currentDay()).expired) {
          report(describeProblems([expiredProblem(exemption)]));
        }
      },
    };
  }

  resourcePolicy(rule: ResourceRule): ResourceValidationPolicy {
    const validate = (resource: ResourceValidationArgs, report: ReportViolation): void => {
      if (!rule.types.some((type) => type === resource.type)) return;
      const context = this.contextOf(resource.urn);
      const seen = asSeenByRules(resource);
      const found = ruleFindings(rule, context, (finding) => this.tell(report, rule, finding));
      if (found) rule.check(seen, (message, property) => found.violation(message, seen, property), context);
    };
    const remedy = rule.remedy?.bind(rule);
    const [type, ...others] = rule.types;
    return {
      ...described(rule),
      // With a type of its own, the SDK passes over other resources without reading their properties.
      validateResource:
        type !== undefined && others.length === 0
          ? validateResourceOfType(standIn(type), (_, resource, report) => validate(resource, report))
          : validate,
      ...(remedy && {
        remediateResource: (resource) =>
          rule.types.some((type) => type === resource.type)
            ? remedy(asSeenByRules(resource), this.contextOf(resource.urn))
            : undefined,
      }),
    };
  }

  stackPolicy(rule: StackRule): StackValidationPolicy {
    return {
      ...described(rule),
      validateStack: (stack, report) => {
        const [first] = stack.resources;
        if (!first) return;
        const context = this.contextOf(first.urn);
        const found = ruleFindings(rule, context, (finding) => this.tell(report, rule, finding));
        if (!found) return;
        const unknown: unknown[] = [];
        const view = new StackView(rule, this.resourcesOf(stack), false, (_, __, error) => unknown.push(error));
        rule.check(view, found.violation, context);
        // The SDK says of it which value a preview does not know yet.
        if (unknown.length > 0) throw unknown[0];
      },
    };
  }

  /** The SDK gives every rule the same stack, and anew. */
  private resourcesOf({ resources }: StackValidationArgs): ResourcesByType {
    this.stack ??= new ResourcesByType(
      resources.map((resource) => ({
        ...(this.declared.get(resource.urn) ?? asSeenByRules(resource)),
        answered: resource.props,
        propertyDependencies: urnsByProperty(resource.propertyDependencies),
      })),
    );
    return this.stack;
  }

  private contextOf(urn: string): RuleContext {
    const stack = stackOf(urn);
    const context = this.contexts.get(stack) ?? ruleContext(this.directory, stack);
    this.contexts.set(stack, context);
    return context;
  }

  private tell(report: ReportViolation, rule: Rule, finding: Finding): void {
    const { exempted } = applyExemptions([finding], this.exemptions, currentDay());
    const [silenced] = exempted;
    const text = violationText(finding, rule);
    violation(report, {
      message: silenced
        ? `${rule.title}\n${exemptedText(silenced.exemption.expires, silenced.exemption.owner)}${text}`
        : `${rule.title}\n${text}`,
      enforcementLevel: silenced ? "advisory" : finding.level,
      urn: finding.urn,
    });
  }
}

interface Violation {
  message: string;
  enforcementLevel: "advisory" | "mandatory";
  urn: string;
}

/**
 * Levels differ between environments, and a policy has one. The SDK takes a whole violation in the place of its message;
 * its declarations do not say so, and an end-to-end test holds it.
 */
const violation = (report: ReportViolation, told: Violation): void =>
  (report as unknown as (told: Violation) => void)(told);

const described = ({ enforcement, id, remediation, severity, title }: Rule) =>
  ({
    name: id,
    displayName: title,
    description: title,
    enforcementLevel: Object.values(enforcement).includes("mandatory") ? "mandatory" : "advisory",
    severity,
    remediationSteps: remediation,
  }) as const;

/** What both kinds of policies are shown of a resource. */
type EngineResource = Pick<ResourceValidationArgs, "name" | "opts" | "props" | "type" | "urn">;

type ResourceClass = new (name: string, args: object) => Resource;

/** The SDK wants a resource's class for its type's token only. Importing the packages of all types takes a second. */
const standIn = (type: string): ResourceClass =>
  Object.assign(class {}, { __pulumiType: type }) as unknown as ResourceClass;

const urnsByProperty = (dependencies: Readonly<Record<string, readonly { urn: string }[]>>) =>
  Object.fromEntries(Object.entries(dependencies).map(([property, from]) => [property, from.map(({ urn }) => urn)]));

const asSeenByRules = ({ name, opts, props, type, urn }: EngineResource): PolicyResource => ({
  urn,
  type,
  name,
  props: props as PolicyResource["props"],
  protect: opts.protect,
  ignoreChanges: opts.ignoreChanges,
  propertyDependencies: {},
  answered: {},
  parent: opts.parent?.split("::")[2] === "pulumi:pulumi:Stack" ? "" : (opts.parent ?? ""),
});
