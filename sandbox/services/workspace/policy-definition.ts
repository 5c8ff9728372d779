import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { type ApiError, invalidParameter, parseCallerJson } from "../../control-plane";
import { linearPattern, UnusablePattern } from "../patterns/linear-pattern";
import { type AttributeType, attributePaths, attributeType } from "./policy-attributes";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const hidden = z.boolean().optional();
/** Rules that leave the user a choice may name a default, and may let the attribute be left out. */
const choice = { defaultValue: scalar.optional(), isOptional: z.boolean().optional(), hidden };

const ruleSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("fixed"), value: scalar, hidden }),
  z.strictObject({ type: z.literal("forbidden"), hidden }),
  z.strictObject({ type: z.literal("allowlist"), values: z.array(scalar).min(1), ...choice }),
  z.strictObject({ type: z.literal("blocklist"), values: z.array(scalar).min(1), ...choice }),
  z.strictObject({ type: z.literal("regex"), pattern: z.string(), ...choice }),
  z.strictObject({
    type: z.literal("range"),
    minValue: z.number().optional(),
    maxValue: z.number().optional(),
    ...choice,
  }),
  z.strictObject({ type: z.literal("unlimited"), ...choice }),
]);

/** What a policy says about one attribute. */
export type PolicyRule = z.infer<typeof ruleSchema>;

/** A policy's rules by the paths of the attributes that they are for. */
export type PolicyRules = Record<string, PolicyRule>;

/** Reads a policy's definition. @throws ApiError 400 that names the first rule which the service would not take. */
export function parsePolicyDefinition(definition: string): PolicyRules {
  const parsed = parseObject(definition);
  const rules = Object.entries(parsed).map(([path, value]) => [path, parseRule(path, value)] as const);
  return Object.fromEntries(rules);
}

/** A family's definition with the rules of `overrides` in place of its own. */
export function overriddenDefinition(definition: string, overrides: string | undefined): string {
  const changed = overrides === undefined || overrides === "" ? {} : parsePolicyDefinition(overrides);
  return JSON.stringify({ ...parsePolicyDefinition(definition), ...changed });
}

function parseObject(definition: string): object {
  let parsed: unknown;
  try {
    parsed = parseCallerJson(definition);
  } catch (error) {
    throw invalid(`it is not JSON: ${(error as Error).message}`);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw invalid("it is not a JSON object");
  return parsed;
}

function parseRule(path: string, value: unknown): PolicyRule {
  const type = attributeType(path);
  if (!type) throw invalid(`'${path}' is not an attribute of a cluster${suggestion(path)}`);
  const parsed = ruleSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const member = [path, ...(issue?.path ?? [])].join(".");
    throw invalid(`'${member}': ${issue?.message ?? "it is not a rule"}`);
  }
  requireFit(path, type, parsed.data);
  return parsed.data;
}

/** Checks what a rule says against the attribute's type, and its default against the rule. */
function requireFit(path: string, type: AttributeType, rule: PolicyRule): void {
  if (rule.type === "fixed") requireType(path, type, rule.value);
  if (rule.type === "allowlist" || rule.type === "blocklist") {
    for (const value of rule.values) requireType(path, type, value);
  }
  if (rule.type === "range") requireRange(path, type, rule.minValue, rule.maxValue);
  if (rule.type === "regex") requirePattern(path, type, rule.pattern);
  if ("defaultValue" in rule && rule.defaultValue !== undefined) {
    requireType(path, type, rule.defaultValue);
    if (!admits(rule, rule.defaultValue)) {
      throw invalid(
        `'${path}': the default value ${JSON.stringify(rule.defaultValue)} is not one that the rule allows`,
      );
    }
  }
}

/** Whether a cluster may have `value` under `rule`. Definitions may give numbers and booleans as text. */
export function admits(rule: PolicyRule, value: string | number | boolean): boolean {
  switch (rule.type) {
    case "fixed":
      return String(rule.value) === String(value);
    case "forbidden":
      return false;
    case "allowlist":
      return rule.values.map(String).includes(String(value));
    case "blocklist":
      return !rule.values.map(String).includes(String(value));
    case "regex":
      return linearPattern(rule.pattern)(String(value));
    case "range":
      return Number(value) >= (rule.minValue ?? -Infinity) && Number(value) <= (rule.maxValue ?? Infinity);
    case "unlimited":
      return true;
  }
}

function requireType(path: string, type: AttributeType, value: string | number | boolean): void {
  // Keys of maps are strings, which definitions may give as numbers and booleans too.
  const open = type === "string" && /^(spark_conf|spark_env_vars|custom_tags)\./.test(path);
  const text = type !== "string" && String(value) === value && isTextOf(type, value);
  if (typeof value !== type && !open && !text) {
    throw invalid(`'${path}' takes a ${type}, not ${JSON.stringify(value)}`);
  }
}

const isTextOf = (type: AttributeType, text: string): boolean =>
  type === "number" ? text !== "" && Number.isFinite(Number(text)) : text === "true" || text === "false";

function requireRange(
  path: string,
  type: AttributeType,
  minimum: number | undefined,
  maximum: number | undefined,
): void {
  if (type !== "number") throw invalid(`'${path}' is no number: a range does not fit it`);
  if (minimum === undefined && maximum === undefined) throw invalid(`'${path}': a range takes minValue or maxValue`);
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    throw invalid(`'${path}': minValue ${minimum} is greater than maxValue ${maximum}`);
  }
}

function requirePattern(path: string, type: AttributeType, pattern: string): void {
  if (type !== "string") throw invalid(`'${path}' is no string: a regex does not fit it`);
  try {
    linearPattern(pattern);
  } catch (error) {
    if (!(error instanceof UnusablePattern)) throw error;
    throw invalid(`'${path}': '${pattern}' is not a regular expression that can be used: ${error.reason}`);
  }
}

function suggestion(path: string): string {
  const nearest = closest(path, attributePaths());
  return distance(path, nearest) <= Math.max(2, path.length / 4) ? `; did you mean '${nearest}'?` : "";
}

const invalid = (reason: string): ApiError => invalidParameter(`The policy's definition is not valid: ${reason}.`);
