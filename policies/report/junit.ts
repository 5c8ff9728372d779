import type { Stage } from "../../infra/config";
import { type Exemption, expiredProblem, unusedProblem } from "../exemptions";
import { describePlace } from "../place";
import type { Rule } from "../rule";
import type { Report } from "./report";
import { describeResources, exemptedOnce, type ToldOnce, toldOnce } from "./told-once";
import { element, textElement } from "./xml";

/** A test case's element and what it counts as. */
interface TestCase {
  result: "passed" | "failed" | "skipped";
  xml: string;
}

/**
 * JUnit's XML, for CI services' lists of tests: a suite of all rules, a case for each, which tells every mistake once with the
 * stacks that it holds for. What is only told, or exempted, is in a case's output and fails nothing.
 */
export function junitReport(report: Report): string {
  const found = byRule(report);
  const stages = [...new Set(report.stacks.map(({ stage }) => stage))];
  const suites = [{ name: "rules", cases: report.rules.map((rule) => ruleCase(rule, stages, found.get(rule.id))) }];
  const exemptions = [...report.expired.map(expiredCase), ...report.unused.map(unusedCase)];
  if (exemptions.length > 0) suites.push({ name: "exemptions", cases: exemptions });
  const all = suites.flatMap(({ cases }) => cases);
  const root = element(
    "testsuites",
    { name: "Lakestage policies", ...totals(all) },
    suites.map(({ cases, name }) =>
      element(
        "testsuite",
        { name, ...totals(cases) },
        cases.map(({ xml }) => xml),
      ),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

const totals = (cases: readonly TestCase[]) => ({
  tests: cases.length,
  failures: cases.filter(({ result }) => result === "failed").length,
  errors: 0,
  skipped: cases.filter(({ result }) => result === "skipped").length,
});

/** What there is to say of one rule. */
interface OfRule {
  stopping: ToldOnce[];
  unknown: ToldOnce[];
  /** What fails nothing. */
  told: string[];
}

function byRule({ exempted, findings, undetermined }: Report): ReadonlyMap<string, OfRule> {
  const rules = new Map<string, OfRule>();
  const ruleOf = ({ finding: { rule } }: ToldOnce): OfRule => {
    const known = rules.get(rule) ?? { stopping: [], unknown: [], told: [] };
    rules.set(rule, known);
    return known;
  };
  for (const mistake of toldOnce(findings)) {
    if (mistake.level === "mandatory") ruleOf(mistake).stopping.push(mistake);
    else ruleOf(mistake).told.push(`advisory: ${described(mistake)}`);
  }
  for (const mistake of toldOnce(undetermined)) ruleOf(mistake).unknown.push(mistake);
  for (const told of exemptedOnce(exempted)) {
    ruleOf(told).told.push(`exempted until ${told.exemption.expires}: ${described(told)}`);
  }
  return rules;
}

const NOTHING: OfRule = { stopping: [], unknown: [], told: [] };

function ruleCase(
  { enforcement, id, remediation, title }: Rule,
  stages: readonly Stage[],
  { stopping, told, unknown }: OfRule = NOTHING,
): TestCase {
  const output = told.length > 0 ? [textElement("system-out", {}, told.join("\n"))] : [];
  const testCase = (result: TestCase["result"], children: string[]): TestCase => ({
    result,
    xml: element("testcase", { classname: "policies.rules", name: `${id}: ${title}` }, [...children, ...output]),
  });
  const messages = (mistakes: readonly ToldOnce[]): string => mistakes.map(({ finding }) => finding.message).join("; ");
  if (stopping.length > 0) {
    const text = [...stopping.map(described), remediation].join("\n");
    return testCase("failed", [textElement("failure", { message: messages(stopping), type: id }, text)]);
  }
  if (stages.every((stage) => enforcement[stage] === "disabled")) {
    return testCase("skipped", [element("skipped", { message: `not looked for in ${stages.join(", ")}` })]);
  }
  if (unknown.length > 0) return testCase("skipped", [element("skipped", { message: messages(unknown) })]);
  return testCase("passed", []);
}

/** `projects/_defaults.yaml:9:19: dev.flight-delay, prod.flight-delay: Job training, timeoutSeconds: it runs for ever` */
function described({ all, finding: { message, origin, property }, stacks }: ToldOnce): string {
  const what = `${describeResources(all)}${property === undefined ? "" : `, ${property}`}`;
  return `${describePlace(origin)}: ${stacks.join(", ")}: ${what}: ${message}`;
}

function expiredCase(exemption: Exemption): TestCase {
  const { at, rule } = exemption;
  const { message } = expiredProblem(exemption);
  return exemptionCase("failed", exemption, [
    textElement("failure", { message, type: rule }, `${describePlace(at)}: ${message}`),
  ]);
}

const unusedCase = (exemption: Exemption): TestCase =>
  exemptionCase("passed", exemption, [textElement("system-out", {}, `warning: ${unusedProblem(exemption).message}`)]);

const exemptionCase = (result: TestCase["result"], { at, rule, urn }: Exemption, children: string[]): TestCase => ({
  result,
  xml: element("testcase", { classname: "policies.exemptions", name: `${rule} on ${urn}`, file: at.file }, children),
});
