import type { Severity } from "../rule";
import { type LocatedFinding, type Report, SEVERITIES } from "./report";
import { exemptedOnce, toldOnce } from "./told-once";

/** How many findings of a severity stop a deployment, and how many are only told. */
export interface SeverityCount {
  severity: Severity;
  mandatory: number;
  advisory: number;
}

/** Of every severity, the worst first. */
export function countsBySeverity({ findings, rules }: Report): SeverityCount[] {
  const severities = new Map(rules.map(({ id, severity }) => [id, severity]));
  const told = toldOnce(findings);
  return SEVERITIES.map((severity) => {
    const found = told.filter(({ finding }) => severities.get(finding.rule) === severity);
    const ofLevel = (level: LocatedFinding["level"]): number => found.filter((each) => each.level === level).length;
    return { severity, mandatory: ofLevel("mandatory"), advisory: ofLevel("advisory") };
  });
}

/** `1 finding`, `2 findings` */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** What was looked at: `3 stacks, 120 resources, 90 rules`. */
export const scope = ({ resources, rules, stacks }: Report): string =>
  [counted(stacks.length, "stack"), counted(resources, "resource"), counted(rules.length, "rule")].join(", ");

/** What came of it, leaving out what there is none of: `2 findings (1 stops a deployment), 1 exempted`. */
export function outcome({ exempted, expired, findings, undetermined, unused }: Report): string {
  const told = toldOnce(findings);
  const stopping = told.filter(({ level }) => level === "mandatory").length;
  const stops = `${stopping} ${stopping === 1 ? "stops" : "stop"} a deployment`;
  return [
    told.length === 0 ? "no findings" : `${counted(told.length, "finding")} (${stops})`,
    ...(undetermined.length > 0 ? [`${toldOnce(undetermined).length} undetermined`] : []),
    ...(exempted.length > 0 ? [`${exemptedOnce(exempted).length} exempted`] : []),
    ...(expired.length > 0 ? [counted(expired.length, "expired exemption")] : []),
    ...(unused.length > 0 ? [counted(unused.length, "unused exemption")] : []),
  ].join(", ");
}
