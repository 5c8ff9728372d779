import { ENGINEER, TestJobs } from "../../testing/jobs";
import { linearPattern, UnusablePattern, wildcards } from "./linear-pattern";

/** Each takes JavaScript's own expressions for ever: what grows with every character is the ways to match. */
const EXPLOSIVE = ["(a+)+$", "(a|a)*b", "(a|aa)+c", "([a-z]+)*d", "(.*a){20}", "^(a?){50}a{50}$"];
const TEXT = `${"a".repeat(32)}!`;

test.each(EXPLOSIVE)("%s is decided at once", (pattern) => {
  expect(linearPattern(pattern)(TEXT)).toBe(false);
});

test("so are wildcards", () => {
  const many = wildcards("*a".repeat(200), { several: "*" });
  expect([many("a".repeat(10_000)), many(`${"a".repeat(10_000)}!`)]).toEqual([true, false]);
});

test.each([
  ["a%", "abc\n", true],
  ["A%", "abc", false],
  ["a_c", "abc", true],
  ["a.c", "abc", false],
  ["a\\%", "a%", true],
  ["a\\%", "ab", false],
  ["(a+)+", "(a+)+", true],
])("in %s all but its wildcards stands for itself: %s", (pattern, text, expected) => {
  expect(wildcards(pattern, { several: "%", single: "_" })(text)).toBe(expected);
});

test.each([
  ["(", "missing closing )"],
  ["(?=a)b", "invalid or unsupported Perl syntax"],
  ["(a)\\1", "invalid escape sequence"],
  ["((a{1,1000}){1,1000})", "expression too large"],
  ["a".repeat(5000), "it has more than 4096 characters"],
])("%.30s is refused with its reason", (pattern, reason) => {
  expect(() => linearPattern(pattern)).toThrow(UnusablePattern);
  expect(() => linearPattern(pattern)).toThrow(reason);
});

test("a cluster policy's pattern holds nobody up", async () => {
  const jobs = await TestJobs.start();
  const policy = await jobs.policy("redos", { spark_version: { type: "regex", pattern: "(a+)+$" } }, [ENGINEER]);
  const new_cluster = { spark_version: TEXT, node_type_id: "Standard_D4ds_v5", num_workers: 1, policy_id: policy };
  const task = { task_key: "t", notebook_task: { notebook_path: "/Shared/t" }, new_cluster };
  const { status, body } = await jobs.post("create", { name: "redos", tasks: [task] }, ENGINEER);
  expect([status, body.message]).toEqual([400, expect.stringContaining("it must match (a+)+$")]);
  const refused = await jobs.call("POST", "/api/2.0/policies/clusters/create", {
    name: "look-ahead",
    definition: JSON.stringify({ spark_version: { type: "regex", pattern: "(?=a)b" } }),
  });
  expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining("unsupported Perl syntax")]);
  await jobs.stop();
});
