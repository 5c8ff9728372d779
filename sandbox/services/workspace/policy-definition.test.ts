import { ApiError } from "../../control-plane";
import { overriddenDefinition, parsePolicyDefinition } from "./policy-definition";

const refusal = (rules: unknown): string => {
  try {
    parsePolicyDefinition(JSON.stringify(rules));
  } catch (error) {
    if (error instanceof ApiError) return error.message;
  }
  return "accepted";
};

test.each([
  ["a fixed value", { node_type_id: { type: "fixed", value: "Standard_DS3_v2", hidden: true } }],
  ["a forbidden attribute", { instance_pool_id: { type: "forbidden" } }],
  ["a list of allowed values", { num_workers: { type: "allowlist", values: [1, 2], defaultValue: 2 } }],
  ["a list of blocked values", { runtime_engine: { type: "blocklist", values: ["PHOTON"], isOptional: true } }],
  ["a pattern", { spark_version: { type: "regex", pattern: "1[67]\\..*", defaultValue: "17.3.x-scala2.13" } }],
  ["a range", { autotermination_minutes: { type: "range", minValue: 10, maxValue: 60, defaultValue: 30 } }],
  ["no limit", { "autoscale.max_workers": { type: "unlimited", defaultValue: 8 } }],
  ["a key of a map with dots in it", { "spark_conf.spark.sql.ansi.enabled": { type: "fixed", value: true } }],
  ["an element of a list", { "init_scripts.*.workspace.destination": { type: "forbidden" } }],
])("%s is a rule", (_case, rules) => {
  expect(refusal(rules)).toBe("accepted");
});

test.each([
  ["an attribute that clusters do not have", { node_typ_id: { type: "forbidden" } }, "did you mean 'node_type_id'?"],
  ["a type that is none", { node_type_id: { type: "only" } }, "'node_type_id.type'"],
  ["a member that the rule does not take", { node_type_id: { type: "fixed", value: "a", values: [] } }, "values"],
  ["a fixed rule without a value", { node_type_id: { type: "fixed" } }, "'node_type_id.value'"],
  ["a value of another type", { num_workers: { type: "fixed", value: "many" } }, "takes a number"],
  ["an empty list", { node_type_id: { type: "allowlist", values: [] } }, "'node_type_id.values'"],
  ["a range of a text", { node_type_id: { type: "range", maxValue: 1 } }, "is no number"],
  ["a range without ends", { num_workers: { type: "range" } }, "minValue or maxValue"],
  ["a range that ends before it starts", { num_workers: { type: "range", minValue: 2, maxValue: 1 } }, "greater"],
  ["a pattern that is none", { spark_version: { type: "regex", pattern: "(" } }, "not a regular expression"],
  ["a default out of the range", { num_workers: { type: "range", maxValue: 4, defaultValue: 5 } }, "default value 5"],
])("%s is refused", (_case, rules, message) => {
  expect(refusal(rules)).toContain(message);
});

test("an override replaces a rule and adds others", () => {
  const family = JSON.stringify({ num_workers: { type: "unlimited" }, node_type_id: { type: "unlimited" } });
  const overrides = JSON.stringify({ num_workers: { type: "fixed", value: 1 }, is_single_node: { type: "forbidden" } });
  expect(JSON.parse(overriddenDefinition(family, overrides))).toEqual({
    num_workers: { type: "fixed", value: 1 },
    node_type_id: { type: "unlimited" },
    is_single_node: { type: "forbidden" },
  });
});
