import type { Exemption } from "../exemptions";
import { countsBySeverity } from "./counts";
import { isFailure, type Report } from "./report";
import { resourceOf } from "./resource-of-urn";
import { exemptedOnce, type ToldOnce, toldOnce } from "./told-once";

/** Changes when a reader of the old form could misread the new one. */
const FORMAT_VERSION = 2;

/** The whole report as data; docs/policies/README.md says what each key means. */
export function jsonReport(report: Report): string {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const described = ({ all, finding, level, stacks }: ToldOnce) => {
    const { message, origin, property, rule } = finding;
    const { remediation, severity, title, why } = rules.get(rule) ?? {};
    const places = all.map((each) => ({ ...resourceOf(each.urn), urn: each.urn, level: each.level }));
    return { rule, title, severity, level, stacks, property, message, why, remediation, origin, places };
  };
  const exempted = exemptedOnce(report.exempted);
  const [findings, undetermined] = [toldOnce(report.findings), toldOnce(report.undetermined)];
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
        findings: findings.length,
        bySeverity: Object.fromEntries(
          countsBySeverity(report).map(({ severity, ...levels }) => [severity, levels] as const),
        ),
        undetermined: undetermined.length,
        exempted: exempted.length,
        expired: report.expired.length,
        unused: report.unused.length,
      },
      findings: findings.map(described),
      undetermined: undetermined.map(described),
      exempted: exempted.map((told) => ({ ...described(told), exemption: exemptionOf(told.exemption) })),
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
