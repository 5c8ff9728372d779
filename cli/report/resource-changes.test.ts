import type { PropertyChange } from "../engine/property-changes";
import { describeResourceChanges } from "./resource-changes";

const described = (properties: PropertyChange[], operation = "update"): string[] =>
  describeResourceChanges([{ operation, resource: "databricks.Job nightly", properties }]).split("\n");

test("a property is told with what it was and what it becomes", () => {
  expect(
    described([
      { property: "tags.cost", old: "a", new: "b" },
      { property: "comment", new: "new" },
      { property: "limit", old: 3 },
      { property: "token", old: "[secret]", new: "[secret]" },
      { property: "name", old: "x", new: "y", replaces: true },
    ]),
  ).toEqual([
    "  ~ databricks.Job nightly",
    '      tags.cost: "a" → "b"',
    '      comment: none → "new"',
    "      limit: 3 → none",
    "      token: [secret], changed",
    '      name (makes it anew): "x" → "y"',
  ]);
});

test("what is made or goes is one line", () => {
  const properties = [{ property: "name", new: "a" }];
  expect(described(properties, "create")).toEqual(["  + databricks.Job nightly"]);
  expect(described(properties, "delete")).toEqual(["  - databricks.Job nightly"]);
});

test("of long values the part around the difference is shown, within 80 columns", () => {
  const text = (middle: string): string => `${"same ".repeat(40)}${middle}${" and more".repeat(40)}`;
  const lines = described([{ property: "query.text", old: text("WHERE a"), new: text("WHERE b") }]);
  expect(lines).toHaveLength(4);
  expect(lines[2]).toContain("WHERE a");
  expect(lines[3]).toContain("WHERE b");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test("many properties are counted, and --json is named for the rest", () => {
  const properties = Array.from({ length: 15 }, (_, index) => ({ property: `p${index}`, old: 1, new: 2 }));
  expect(described(properties).at(-1)).toBe("      and 3 more properties: --json shows them");
});
