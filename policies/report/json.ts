import type { Exemption } from "../exemptions";
import { countsBySeverity } from "./counts";
import { isFailure, type LocatedFinding, type Report } from "./report";
import { resourceOf } from "./resource-of-urn";

/** Changes when a reader of the old form could misread the new one. */
const FORMAT_VERSION = 1;

/** The whole report as data; docs/policies/README.md says what each key means. */
export function jsonReport(report: Report): string {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const described = (finding: LocatedFinding) => {
    const { level, message, origin, property, rule, urn } = finding;
    const { remediation, severity, title, why } = rules.get(rule) ?? {};
    return { rule, title, severity, level, ...resourceOf(urn), urn, property, message, why, remediation, origin };
  };
  return JSON.stringify(
    {
      version: FORMAT_VERSION,
      passed: !isFailure(report),
      stacks: report.stacks,
      resources: report.resources,
      rules: report.rules.map(({ enforcement, id, references, severity, title }) => ({
        id,
        title,
        severity,
        enforcement,
        references,
      })),
      counts: {
        findings: report.findings.length,
        bySeverity: Object.fromEntries(
          countsBySeverity(report).map(({ severity, ...levels }) => [severity, levels] as const),
        ),
        undetermined: report.undetermined.length,
        exempted: report.exempted.length,
        expired: report.expired.length,
        unused: report.unused.length,
      },
      findings: report.findings.map(described),
      undetermined: report.undetermined.map(described),
      exempted: report.exempted.map(({ exemption, finding }) => ({
        ...described(finding),
        exemption: exemptionOf(exemption),
      })),
      expired: report.expired.map(exemptionOf),
      unused: report.unused.map(exemptionOf),
    },
    undefined,
    2,
  );
}

const exemptionOf = ({ at, expires, owner, reason, rule, urn }: Exemption) => ({
  rule,
  urn,
  reason,
  owner,
  expires,
  origin: at,
});
