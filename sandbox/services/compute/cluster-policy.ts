import type { Call, Json } from "../../control-plane";
import { clusterPolicies } from "../workspace/cluster-policies";
import { admits, type PolicyRule, type PolicyRules, parsePolicyDefinition } from "../workspace/policy-definition";
import { type Attributes, attributesOf, type NewCluster, withAttribute } from "./cluster-attributes";
import { namesOfRuntime, newestRuntime } from "./runtime-aliases";

/** A cluster as its policy makes it, and where it does not keep the policy's rules. */
interface AppliedPolicy {
  cluster: NewCluster;
  /** Reasons by the attribute's path; empty when it complies. */
  violations: Record<string, string>;
}

/** What policies call the sort of cluster that a job makes; and a price that only the service can tell. */
const CLUSTER_TYPE = "cluster_type";
/** The values of that: for a run, or for people. */
export type ClusterType = "job" | "all-purpose";
const PRICE = "dbus_per_hour";
const RUNTIME = "spark_version";

/**
 * What a cluster is made of: what was asked for, with what the policy fixes and, where they are asked for, its defaults.
 * A name for the newest runtime becomes that.
 */
export function appliedPolicy(call: Call, cluster: NewCluster, type: ClusterType = "job"): AppliedPolicy {
  return applyRules(rulesFor(call, cluster), cluster, type);
}

/**
 * What a job's settings keep of a cluster, as `jobs/get` shows it: with the policy's values, and without the word that asked
 * for them. Another definition of the policy reaches them when they are set again.
 */
export function keptCluster(call: Call, cluster: NewCluster): NewCluster {
  const { apply_policy_default_values: _, ...kept } = appliedPolicy(call, cluster).cluster;
  return kept;
}

/** The cluster changed as little as makes it keep its policy, where values of the policy can do that. */
export function compliantCluster(call: Call, cluster: NewCluster): NewCluster {
  const rules = rulesFor(call, cluster);
  return Object.keys(appliedPolicy(call, cluster).violations).reduce((changed, path) => {
    const rule = ruleFor(rules, path);
    const value = rule && prescribed(rule, true);
    // A job's cluster stays one: a policy for others can not be kept.
    return value === undefined || path === CLUSTER_TYPE ? changed : withAttribute(changed, path, value);
  }, cluster);
}

/** Without a policy there are no rules; nor where it was deleted since. */
function rulesFor(call: Call, { policy_id: id }: NewCluster): PolicyRules {
  const policy = id === undefined ? undefined : clusterPolicies.get(call, id);
  return policy ? parsePolicyDefinition(policy.definition) : {};
}

function applyRules(rules: PolicyRules, asked: NewCluster, type: ClusterType): AppliedPolicy {
  const cluster = withPolicyValues(rules, asked, asked.apply_policy_default_values === true);
  const attributes = { ...attributesOf(cluster), [CLUSTER_TYPE]: type };
  const broken = Object.entries(attributes).flatMap(([path, value]): [string, string][] => {
    const rule = ruleFor(rules, path);
    return !rule || isAdmitted(path, rule, value) ? [] : [[path, refusal(rule, value)]];
  });
  const lacking = Object.entries(rules)
    .filter(([path, rule]) => isLacking(path, rule, attributes))
    .map(([path]): [string, string] => [path, "the policy requires a value"]);
  return { cluster, violations: Object.fromEntries([...broken, ...lacking]) };
}

/** A policy may name a runtime by its version, or as the newest of its sort. */
function isAdmitted(path: string, rule: PolicyRule, value: Attributes[string]): boolean {
  if (path !== RUNTIME) return admits(rule, value);
  const names = namesOfRuntime(String(value));
  return rule.type === "blocklist"
    ? names.every((name) => admits(rule, name))
    : names.some((name) => admits(rule, name));
}

/** Adds the policy's values where nothing was asked for; what was asked for stays, right or wrong. */
function withPolicyValues(rules: PolicyRules, asked: NewCluster, withDefaults: boolean): NewCluster {
  const present = attributesOf(asked);
  return Object.entries(rules).reduce((cluster, [path, rule]) => {
    const value = prescribed(rule, withDefaults);
    const open = path === CLUSTER_TYPE || path === PRICE || path.includes("*") || path in present;
    if (open || value === undefined) return cluster;
    return withAttribute(cluster, path, path === RUNTIME ? newestRuntime(String(value)) : value);
  }, asked);
}

/** The value that the rule itself gives: the fixed one, or the default. */
function prescribed(rule: PolicyRule, withDefaults: boolean): string | number | boolean | undefined {
  if (rule.type === "fixed") return rule.value;
  return withDefaults && "defaultValue" in rule ? rule.defaultValue : undefined;
}

/** A rule for the attribute itself goes before one for all of its kind. */
function ruleFor(rules: PolicyRules, path: string): PolicyRule | undefined {
  const own = rules[path];
  if (own) return own;
  const general = Object.keys(rules).find((pattern) => pattern.includes("*") && fits(pattern, path));
  return general === undefined ? undefined : rules[general];
}

/** Whether `init_scripts.*.workspace.destination` and the like stand for `path`. */
function fits(pattern: string, path: string): boolean {
  const [before = "", after = ""] = pattern.split("*");
  return path.length > before.length + after.length && path.startsWith(before) && path.endsWith(after);
}

/** A rule that leaves a choice makes its attribute required, unless it says that it is optional. */
function isLacking(path: string, rule: PolicyRule, attributes: Attributes): boolean {
  if (path === PRICE || path.includes("*") || path in attributes) return false;
  return rule.type !== "fixed" && rule.type !== "forbidden" && rule.isOptional !== true;
}

function refusal(rule: PolicyRule, value: Json): string {
  const given = `got ${JSON.stringify(value)}`;
  switch (rule.type) {
    case "fixed":
      return `it must be ${JSON.stringify(rule.value)}, ${given}`;
    case "forbidden":
      return "it must not be set";
    case "allowlist":
      return `it must be one of ${rule.values.join(", ")}, ${given}`;
    case "blocklist":
      return `it must not be one of ${rule.values.join(", ")}, ${given}`;
    case "regex":
      return `it must match ${rule.pattern}, ${given}`;
    case "range":
      return `it must be between ${rule.minValue ?? "any"} and ${rule.maxValue ?? "any"}, ${given}`;
    case "unlimited":
      return given;
  }
}
