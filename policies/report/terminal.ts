import { styleText } from "node:util";
import { type Exemption, expiredProblem, unusedProblem } from "../exemptions";
import { describePlace } from "../place";
import type { Rule, Severity } from "../rule";
import { printable } from "../text/printable";
import { outcome, scope } from "./counts";
import { isFailure, type LocatedFinding, type Report } from "./report";
import { describeResource, resourceOf } from "./resource-of-urn";
import { grouped, toldOnce } from "./told-once";

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const STYLES: Readonly<Record<Severity, Style>> = {
  critical: ["bold", "red"],
  high: "red",
  medium: "yellow",
  low: "cyan",
};

/** For people: grouped by the line that is to be mended, the worst first, with counts at the end. */
export function terminalReport(report: Report, colours: boolean): string {
  const paint: Paint = colours ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const groups = grouped(report.findings, ({ origin }) => describePlace(origin));
  const { seconds } = report;
  const took = seconds === undefined ? "" : `, ${seconds.toFixed(1)} s`;
  return [
    ...groups.map(([place, found]) => [paint("bold", place), ...atPlace(found, rules, paint)].join("\n")),
    ...report.undetermined.map(
      ({ message, rule, urn }) => `${describePlaceOfUrn(urn)}: ${rule} is undetermined: ${printable(message)}`,
    ),
    ...report.expired.map((exemption) => exemptionLine(paint("red", "error"), exemption, expiredProblem(exemption))),
    ...report.unused.map((exemption) => exemptionLine(paint("yellow", "warning"), exemption, unusedProblem(exemption))),
    `${paint(isFailure(report) ? "red" : "green", outcome(report))} in ${scope(report)}${took}`,
  ].join("\n\n");
}

/** What a rule says of several resources, or in several stacks, is told once. */
const atPlace = (found: readonly LocatedFinding[], rules: ReadonlyMap<string, Rule>, paint: Paint): string[] =>
  toldOnce(found).flatMap(({ all, finding, level }) => {
    const rule = rules.get(finding.rule);
    if (!rule) return [];
    const isAdvice = level === "advisory";
    const where = placesOf(all, isAdvice);
    const property = finding.property === undefined ? "" : `${finding.property}: `;
    return [
      `  ${paint(STYLES[rule.severity], rule.severity)} ${rule.id} ${rule.title}${ADVICE[level]}`,
      `    what  ${property}${printable(finding.message)}`,
      `    where ${where.join("; ")}`,
      `    why   ${firstSentence(printable(rule.why))}`,
      `    mend  ${printable(rule.remediation)}`,
    ];
  });

/** Each resource once, with all stacks that have it: `dev.platform, prod.platform: azure-native.storage.StorageAccount lake`. */
function placesOf(alike: readonly LocatedFinding[], isAdvice: boolean): string[] {
  const said = alike.map(({ level, urn }) => ({
    urn,
    what: `${describeResource(urn)}${isAdvice ? "" : ADVICE[level]}`,
  }));
  return grouped(said, ({ what }) => what).map(
    ([what, places]) => `${[...new Set(places.map(({ urn }) => resourceOf(urn).stack))].join(", ")}: ${what}`,
  );
}

/** What is said beside what stops nothing. */
const ADVICE: Readonly<Record<LocatedFinding["level"], string>> = { mandatory: "", advisory: " (advice)" };

const describePlaceOfUrn = (urn: string): string => `${resourceOf(urn).stack}: ${describeResource(urn)}`;

const exemptionLine = (kind: string, { at }: Exemption, { message }: { message: string }): string =>
  `${describePlace(at)}: ${kind}: ${printable(message)}`;

const firstSentence = (text: string): string => /^.*?[.!?](?= [A-Z]|$)/.exec(text)?.[0] ?? text;
