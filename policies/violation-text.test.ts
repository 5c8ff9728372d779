import { ALWAYS } from "./rule";
import { exemptedText, readViolationText, violationText } from "./violation-text";

const rule = {
  id: "LSTEST001",
  title: "Lakes have no leaks",
  why: "Water is lost.",
  severity: "low",
  enforcement: ALWAYS,
  references: [],
  remediation: "Set `leaks: 0`.\nThen look again.",
  example: "leaks: 0",
} as const;

test.each([
  { message: "it leaks at 3 places", property: "leaks" },
  { message: "task: train has none", property: "tasks[0].newCluster.leaks" },
  { message: "nothing says why" },
  { message: "no property: only words" },
])("what the engine prints of $message can be read back", (finding) => {
  const printed = `${rule.title}\n${violationText(finding, rule)}`;
  expect(readViolationText(printed, rule)).toEqual({ ...finding, outcome: "violation" });
});

test("what is exempted reads as what it would be without", () => {
  const text = violationText({ message: "it leaks", property: "leaks" }, rule);
  expect(readViolationText(`${rule.title}\n${exemptedText("2027-01-31", "water (north)")}${text}`, rule)).toMatchObject(
    {
      message: "it leaks",
      property: "leaks",
    },
  );
});

test("a rule that could not decide is not a violation", () => {
  expect(readViolationText("can't run policy 'LSTEST001' during preview: string value at .a", rule).outcome).toBe(
    "undetermined",
  );
});
