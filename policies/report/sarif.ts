import { createHash } from "node:crypto";
import { EXEMPTIONS_FILE, type Exemption, expiredProblem, unusedProblem } from "../exemptions";
import { pagePaths } from "../page-paths";
import type { Place } from "../place";
import type { Rule, Severity } from "../rule";
import { exampleBlock } from "../text/markdown-text";
import type { LocatedFinding, Report } from "./report";
import { describeResources, exemptedOnce, type ToldOnce, toldOnce } from "./told-once";

export const SARIF_SCHEMA =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** The checkout, as code-scanning services name it. */
const CHECKOUT = "%SRCROOT%";

/** What paths are relative to. */
export const SARIF_BASE = { [CHECKOUT]: { description: { text: "The checkout." } } };

type SarifLevel = "error" | "warning" | "note";

/** As SARIF has it, and the score by which code-scanning services tell severities of security rules apart. */
const SEVERITY: Readonly<Record<Severity, { level: SarifLevel; score: string }>> = {
  critical: { level: "error", score: "9.5" },
  high: { level: "error", score: "8.0" },
  medium: { level: "warning", score: "5.5" },
  low: { level: "note", score: "2.0" },
};

const SECURITY_PILLAR = "WAF:SE";

/** SARIF 2.1.0, for code-scanning services. */
export function sarifReport(report: Report): string {
  const { expired, exempted, findings, rules, undetermined, unused } = report;
  const pages = pagePaths();
  const results = new Results(rules);
  return JSON.stringify(
    {
      $schema: SARIF_SCHEMA,
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "Lakestage policies",
              rules: rules.map((rule) => ruleDescriptor(rule, pages.get(rule.id), report)),
              notifications: Object.values(NOTIFICATIONS),
            },
          },
          columnKind: "utf16CodeUnits",
          originalUriBaseIds: SARIF_BASE,
          invocations: [
            {
              executionSuccessful: true,
              toolConfigurationNotifications: [
                ...expired.map((exemption) => notification("error", NOTIFICATIONS.expired, expiredProblem(exemption))),
                ...unused.map((exemption) => notification("warning", NOTIFICATIONS.unused, unusedProblem(exemption))),
              ],
            },
          ],
          results: [
            ...toldOnce(findings).map((told) => results.of(told)),
            ...exemptedOnce(exempted).map((told) => ({
              ...results.of(told),
              suppressions: [suppression(told.exemption)],
            })),
            ...toldOnce(undetermined).map((told) => ({ ...results.of(told), kind: "open", level: "none" })),
          ],
        },
      ],
    },
    undefined,
    2,
  );
}

const NOTIFICATIONS = {
  expired: { id: "expired-exemption", shortDescription: { text: "An exemption no longer holds." } },
  unused: { id: "unused-exemption", shortDescription: { text: "An exemption matches no finding." } },
} as const;

const notification = (level: SarifLevel, { id }: { id: string }, { message, ...at }: Place & { message: string }) => ({
  level,
  descriptor: { id },
  message: { text: `${message}.` },
  locations: [location(at)],
});

function ruleDescriptor(rule: Rule, page: string | undefined, { pagesAt }: Report): object {
  const { enforcement, example, id, references, remediation, replaces, severity, title, why } = rule;
  const { level, score } = SEVERITY[severity];
  const isSecurity = references.includes(SECURITY_PILLAR);
  return {
    id,
    ...(replaces && { deprecatedIds: Object.keys(replaces) }),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: {
      text: `${why}\n\n${remediation}\n\n${example}`,
      markdown: `${why}\n\n${remediation}\n\n${exampleBlock(example)}`,
    },
    ...(pagesAt !== undefined && page !== undefined && { helpUri: encodeURI(`${pagesAt}/${page}`) }),
    defaultConfiguration: { level },
    properties: {
      tags: [...(isSecurity ? ["security"] : []), ...references],
      ...(isSecurity && { "security-severity": score }),
      severity,
      enforcement,
    },
  };
}

/** Makes results, each with a fingerprint of its own. */
class Results {
  private readonly indexes: ReadonlyMap<string, number>;
  private readonly severities: ReadonlyMap<string, Severity>;
  /** How many findings of the same kind there were already. */
  private readonly alike = new Map<string, number>();

  constructor(rules: readonly Rule[]) {
    this.indexes = new Map(rules.map(({ id }, index) => [id, index]));
    this.severities = new Map(rules.map(({ id, severity }) => [id, severity]));
  }

  /** One for a line, so that a pull request shows it once; with the resources that it is true of, in all stacks. */
  of({ all, finding, level, stacks }: ToldOnce): object {
    const { message, origin, property, rule, urn } = finding;
    const severity = this.severities.get(rule);
    return {
      ruleId: rule,
      ruleIndex: this.indexes.get(rule) ?? -1,
      kind: "fail",
      level: severity === undefined ? "warning" : SEVERITY[severity].level,
      message: { text: `${stacks.join(", ")}: ${describeResources(all)}: ${message}.` },
      locations: [
        {
          ...location(origin),
          logicalLocations: all.map((each) => ({
            fullyQualifiedName: property === undefined ? each.urn : `${each.urn}#${property}`,
            kind: "resource",
          })),
        },
      ],
      partialFingerprints: { "finding/v1": this.fingerprint(finding) },
      properties: { enforcement: level, stacks, urn, ...(property !== undefined && { property }) },
    };
  }

  /** Stays when lines move or values change: what is wrong is the same then. */
  private fingerprint({ property, rule, urn }: LocatedFinding): string {
    const kind = JSON.stringify([rule, urn, property]);
    const before = this.alike.get(kind) ?? 0;
    this.alike.set(kind, before + 1);
    return createHash("sha256")
      .update(JSON.stringify([kind, before]))
      .digest("hex")
      .slice(0, 32);
  }
}

const suppression = ({ at, expires, owner, reason }: Exemption): object => ({
  kind: "external",
  status: "accepted",
  justification: `${reason} (${owner}, until ${expires}; ${EXEMPTIONS_FILE})`,
  location: location(at),
});

/** A whole file begins at its first line: services show nothing that has no line. */
export const location = ({ column, file, line = 1 }: Place) => ({
  physicalLocation: {
    artifactLocation: { uri: encodeURI(file), uriBaseId: CHECKOUT },
    region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
  },
});
