import type { Step } from "./engine-event";
import { type PropertyChange, propertyChanges, SECRET, UNKNOWN } from "./property-changes";

const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };

const file = (hash: string): object => ({
  "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
  hash,
  path: "/somewhere/of/this/machine",
});

/** What an update of these properties says. */
function changed(
  properties: Record<string, string> | string[],
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  inputDiff = true,
): PropertyChange[] {
  const detailedDiff = Array.isArray(properties)
    ? undefined
    : Object.fromEntries(Object.entries(properties).map(([path, diffKind]) => [path, { diffKind, inputDiff }]));
  const step: Step = {
    op: "update",
    urn: "urn:pulumi:dev::lakestage::databricks:index/job:Job::job",
    type: "databricks:index/job:Job",
    detailedDiff,
    diffs: Array.isArray(properties) ? properties : undefined,
    old: inputDiff ? { inputs: before } : { outputs: before },
    new: { inputs: after },
  };
  return propertyChanges(step);
}

test("a property is told with what it was and what it becomes", () => {
  expect(changed({ "tags.cost": "update" }, { tags: { cost: "a" } }, { tags: { cost: "b" } })).toEqual([
    { property: "tags.cost", old: "a", new: "b" },
  ]);
  expect(changed({ count: "update" }, { count: "3" }, { count: 4 }, false)).toEqual([
    { property: "count", old: "3", new: 4 },
  ]);
});

test("what is added had no value, and what goes has none any more", () => {
  expect(changed({ comment: "add" }, {}, { comment: "c" })).toEqual([{ property: "comment", new: "c" }]);
  expect(changed({ comment: "delete" }, { comment: "c" }, {})).toEqual([{ property: "comment", old: "c" }]);
});

test("what is absent on one side and empty on the other is no change that a service would see", () => {
  const before = { cluster: { tags: { cost: "a" } }, list: [], conf: null };
  const after = { cluster: { tags: { cost: "b" }, conf: {}, env: { __defaults: [] } }, conf: {} };
  expect(changed({ cluster: "update", list: "delete", conf: "update" }, before, after)).toEqual([
    { property: "cluster.tags.cost", old: "a", new: "b" },
  ]);
  expect(changed({ comment: "add", name: "delete" }, { name: "" }, { comment: "" })).toHaveLength(2);
  expect(changed({ conf: "add-replace" }, {}, { conf: {} })).toEqual([{ property: "conf", replaces: true }]);
});

test("a change that makes the resource anew says so", () => {
  expect(changed({ name: "update-replace" }, { name: "a" }, { name: "b" })).toEqual([
    { property: "name", old: "a", new: "b", replaces: true },
  ]);
});

test("names with dots, indices and quotes lead to their values", () => {
  const before = { tags: { "cost.centre": ["x", "a"] } };
  const after = { tags: { "cost.centre": ["x", "b"] } };
  expect(changed({ 'tags["cost.centre"][1]': "update" }, before, after)).toEqual([
    { property: 'tags["cost.centre"][1]', old: "a", new: "b" },
  ]);
});

test("where the engine names an object, a list or text that is JSON, the members that differ are told", () => {
  const definition = (most: number): string => JSON.stringify({ workers: { maxValue: most }, kind: "job" });
  expect(changed(["definition"], { definition: definition(3) }, { definition: definition(4) })).toEqual([
    { property: "definition.workers.maxValue", old: 3, new: 4 },
  ]);
  expect(changed(["rules"], { rules: [{ a: 1, b: 2 }] }, { rules: [{ a: 1, b: 3 }, { a: 4 }] })).toEqual([
    { property: "rules[0].b", old: 2, new: 3 },
    { property: "rules[1]", new: { a: 4 } },
  ]);
});

test.each([
  ["before", { config: secret }, { config: "hunter2" }, "config"],
  ["after", { config: "hunter2" }, { config: secret }, "config"],
  ["in what contains the property", { config: secret }, { config: { slack: "hunter2" } }, "config.slack"],
  ["in what it contains", { config: { url: "hunter2" } }, { config: { url: secret } }, "config"],
  ["in a list", { config: ["hunter2"] }, { config: [{ deep: [secret] }] }, "config"],
])("a value that is a secret %s is masked on both sides", (_, before, after, property) => {
  for (const properties of [{ [property]: "update" }, [property]]) {
    const changes = changed(properties, before, after);
    expect(changes).toEqual([{ property, old: SECRET, new: SECRET }]);
    expect(JSON.stringify(changes)).not.toContain("hunter2");
  }
});

test("a value that a provider calls secret is masked where the settings call it none", () => {
  const step = { op: "update", urn: "urn", type: "type", detailedDiff: { token: { diffKind: "update" } } };
  const outputs = { token: secret };
  expect(propertyChanges({ ...step, old: { inputs: { token: "hunter2" }, outputs }, new: {} })).toEqual([
    { property: "token", old: SECRET, new: SECRET },
  ]);
});

test("what is not known yet is said to be so, and a file is known by its hash", () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  expect(changed(["a", "b"], { a: 1, b: file("1".repeat(64)) }, { a: unknown, b: file("2".repeat(64)) })).toEqual([
    { property: "a", old: 1, new: UNKNOWN },
    { property: "b", old: "file 111111111111", new: "file 222222222222" },
  ]);
});

test("a property of which no value is to be seen is named alone", () => {
  expect(changed({ etag: "update" }, {}, {})).toEqual([{ property: "etag" }]);
});
