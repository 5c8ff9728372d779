import type { Severity } from "../rule";
import { type LocatedFinding, type Report, SEVERITIES } from "./report";

/** How many findings of a severity stop a deployment, and how many are only told. */
export interface SeverityCount {
  severity: Severity;
  mandatory: number;
  advisory: number;
}

/** Of every severity, the worst first. */
export function countsBySeverity({ findings, rules }: Report): SeverityCount[] {
  const severities = new Map(rules.map(({ id, severity }) => [id, severity]));
  return SEVERITIES.map((severity) => {
    const found = findings.filter(({ rule }) => severities.get(rule) === severity);
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
  const stopping = findings.filter(({ level }) => level === "mandatory").length;
  const stops = `${stopping} ${stopping === 1 ? "stops" : "stop"} a deployment`;
  return [
    findings.length === 0 ? "no findings" : `${counted(findings.length, "finding")} (${stops})`,
    ...(undetermined.length > 0 ? [`${undetermined.length} undetermined`] : []),
    ...(exempted.length > 0 ? [`${exempted.length} exempted`] : []),
    ...(expired.length > 0 ? [counted(expired.length, "expired exemption")] : []),
    ...(unused.length > 0 ? [counted(unused.length, "unused exemption")] : []),
  ].join(", ");
}
