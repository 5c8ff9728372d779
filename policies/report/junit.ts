import { type Exemption, expiredProblem, unusedProblem } from "../exemptions";
import { describePlace } from "../place";
import type { Rule } from "../rule";
import { stackOf } from "../rule-context";
import type { LocatedFinding, Report } from "./report";
import { describeResource } from "./resource-of-urn";
import { element, textElement } from "./xml";

/** A test case's element and what it counts as. */
interface TestCase {
  result: "passed" | "failed" | "skipped";
  xml: string;
}

/**
 * JUnit's XML, for CI services' lists of tests: a suite for each stack, a case in it for each rule. What is only told, or
 * exempted, is in a case's output and fails nothing.
 */
export function junitReport(report: Report): string {
  const found = byCase(report);
  const suites = report.stacks.map((stack) => ({
    name: stack.name,
    cases: report.rules.map((rule) => ruleCase(rule, stack, found.get(caseKey(stack.name, rule.id)))),
  }));
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

/** What there is to say of one rule in one stack. */
interface OfCase {
  stopping: LocatedFinding[];
  unknown: LocatedFinding[];
  /** What fails nothing. */
  told: string[];
}

const caseKey = (stack: string, rule: string): string => `${stack} ${rule}`;

/** Estates have many more cases than findings. */
function byCase({ exempted, findings, undetermined }: Report): ReadonlyMap<string, OfCase> {
  const cases = new Map<string, OfCase>();
  const caseOf = ({ rule, urn }: LocatedFinding): OfCase => {
    const key = caseKey(stackOf(urn), rule);
    const known = cases.get(key) ?? { stopping: [], unknown: [], told: [] };
    cases.set(key, known);
    return known;
  };
  for (const finding of findings) {
    if (finding.level === "mandatory") caseOf(finding).stopping.push(finding);
    else caseOf(finding).told.push(`advisory: ${described(finding)}`);
  }
  for (const finding of undetermined) caseOf(finding).unknown.push(finding);
  for (const { exemption, finding } of exempted) {
    caseOf(finding).told.push(`exempted until ${exemption.expires}: ${described(finding)}`);
  }
  return cases;
}

const NOTHING: OfCase = { stopping: [], unknown: [], told: [] };

function ruleCase(
  { enforcement, id, remediation, title }: Rule,
  { name, stage }: Report["stacks"][number],
  { stopping, told, unknown }: OfCase = NOTHING,
): TestCase {
  const output = told.length > 0 ? [textElement("system-out", {}, told.join("\n"))] : [];
  const testCase = (result: TestCase["result"], children: string[]): TestCase => ({
    result,
    xml: element("testcase", { classname: `policies.${name}`, name: `${id}: ${title}` }, [...children, ...output]),
  });
  if (stopping.length > 0) {
    const message = stopping.map(({ message }) => message).join("; ");
    const text = [...stopping.map(described), remediation].join("\n");
    return testCase("failed", [textElement("failure", { message, type: id }, text)]);
  }
  if (enforcement[stage] === "disabled") {
    return testCase("skipped", [element("skipped", { message: `not looked for in ${stage}` })]);
  }
  if (unknown.length > 0) {
    return testCase("skipped", [element("skipped", { message: unknown.map(({ message }) => message).join("; ") })]);
  }
  return testCase("passed", []);
}

const described = ({ message, origin, property, urn }: LocatedFinding): string =>
  `${describePlace(origin)}: ${describeResource(urn)}${property === undefined ? "" : `, ${property}`}: ${message}`;

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
