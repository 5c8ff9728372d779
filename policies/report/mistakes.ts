import { describeProblems, inOrder, type Problem } from "../../infra/config";
import { describePlace } from "../place";
import { code, plain } from "../text/markdown-text";
import { location, SARIF_BASE, SARIF_SCHEMA } from "./sarif";
import type { ReportFormat } from "./write-report";
import { element, textElement } from "./xml";

/**
 * A report on settings in which there are mistakes, so that no rule was asked: as text that ends its last line. It is a failure
 * in every form, so that nobody takes the last report for this one.
 */
export const writeMistakes = (problems: readonly Problem[], format: ReportFormat): string =>
  `${WRITERS[format](inOrder(problems))}\n`;

const WRITERS: Readonly<Record<ReportFormat, (problems: readonly Problem[]) => string>> = {
  terminal: describeProblems,
  json: (problems) => JSON.stringify({ problems }, undefined, 2),
  sarif: sarifMistakes,
  junit: junitMistakes,
  markdown: markdownMistakes,
};

const RULE = "settings";

function sarifMistakes(problems: readonly Problem[]): string {
  const rule = { id: RULE, shortDescription: { text: "A mistake in the settings." } };
  const run = {
    tool: { driver: { name: "Lakestage policies", rules: [rule] } },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: SARIF_BASE,
    invocations: [{ executionSuccessful: false }],
    results: problems.map(({ message, ...place }) => ({
      ruleId: RULE,
      ruleIndex: 0,
      kind: "fail",
      level: "error",
      message: { text: `${message}.` },
      locations: [location(place)],
    })),
  };
  return JSON.stringify({ $schema: SARIF_SCHEMA, version: "2.1.0", runs: [run] }, undefined, 2);
}

function junitMistakes(problems: readonly Problem[]): string {
  const totals = { tests: problems.length, failures: problems.length, errors: 0, skipped: 0 };
  const cases = problems.map(({ message, ...place }) =>
    element("testcase", { classname: "policies.settings", name: describePlace(place), file: place.file }, [
      textElement("failure", { message, type: RULE }, `${describePlace(place)}: ${message}`),
    ]),
  );
  const suite = element("testsuite", { name: "settings", ...totals }, cases);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name: "Lakestage policies", ...totals }, [suite])}`;
}

function markdownMistakes(problems: readonly Problem[]): string {
  const lines = problems.map(({ message, ...place }) => `- ${code(describePlace(place))}: ${plain(message)}`);
  return ["## Policies: failed", "The settings have mistakes; no rule was asked.", lines.join("\n")].join("\n\n");
}
