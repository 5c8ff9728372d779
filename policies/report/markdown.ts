import { type Exemption, expiredProblem, unusedProblem } from "../exemptions";
import { pagePaths } from "../page-paths";
import { describePlace } from "../place";
import type { Rule } from "../rule";
import { code, exampleBlock, plain, table } from "../text/markdown-text";
import { counted, countsBySeverity, outcome, scope } from "./counts";
import { isFailure, type LocatedFinding, type Report } from "./report";
import { describeResources, exemptedOnce, type ToldOnce, toldOnce } from "./told-once";

/** GitHub refuses a comment of more than 65,536 characters; a line for each rule that is left out needs some of them. */
const MOST_CHARACTERS = 50_000;

/** Markdown for the comment on a pull request: what stops it first, details folded. */
export function markdownReport(report: Report): string {
  const { exempted, expired, findings, undetermined, unused } = report;
  const open = toldOnce(undetermined);
  const head = [
    `## Policies: ${isFailure(report) ? "failed" : "passed"}`,
    `${outcome(report)} in ${scope(report)}`,
    ...(findings.length > 0 ? [totals(report)] : []),
  ];
  const tail = [
    ...list(
      "Expired exemptions",
      expired.map((one) => problem(one, expiredProblem(one).message)),
    ),
    ...list(
      "Unused exemptions",
      unused.map((one) => problem(one, unusedProblem(one).message)),
    ),
    ...(exempted.length > 0 ? [exemptions(exemptedOnce(exempted))] : []),
    ...(open.length > 0 ? [folded(`${open.length} undetermined`, open.map(undeterminedLine).join("\n"))] : []),
  ];
  const room = MOST_CHARACTERS - [...head, ...tail].join("\n\n").length;
  return [...head, ...details(report, room), ...tail].join("\n\n");
}

const totals = (report: Report): string =>
  table(
    ["severity", "stops a deployment", "advice"],
    countsBySeverity(report).map(({ advisory, mandatory, severity }) => [
      severity,
      String(mandatory),
      String(advisory),
    ]),
  );

/** Rules that are broken, each with its findings, as many as there is room for. */
function details(report: Report, room: number): string[] {
  const parts: string[] = [];
  const pages = pagePaths();
  let left = room;
  for (const rule of report.rules.toSorted(inOrderOf(report.findings))) {
    const found = toldOnce(report.findings.filter((finding) => finding.rule === rule.id));
    if (found.length === 0) continue;
    const part = ruleDetails(rule, found, linkTo(rule, pages.get(rule.id), report));
    const fits = part.length <= left;
    parts.push(fits ? part : `${rule.id}: ${counted(found.length, "finding")}, which the other reports have in full`);
    if (fits) left -= part.length;
  }
  return parts;
}

/** Findings are in the order of their severity. */
function inOrderOf(findings: readonly LocatedFinding[]) {
  const first = (rule: Rule): number => findings.findIndex((finding) => finding.rule === rule.id);
  return (one: Rule, other: Rule): number => first(one) - first(other);
}

function ruleDetails(rule: Rule, found: readonly ToldOnce[], link: string): string {
  const { example, id, remediation, severity, title, why } = rule;
  const rows = found.map(({ all, finding: { message, origin, property }, level, stacks }) => [
    code(describePlace(origin)),
    plain(stacks.join(", ")),
    plain(describeResources(all)),
    `${property === undefined ? "" : `${code(property)}: `}${plain(message)}`,
    level,
  ]);
  return folded(
    `<b>${severity}</b> ${id}: ${plain(title)} (${found.length})`,
    [
      table(["where", "stacks", "resources", "what", "level"], rows),
      `**Why.** ${why}`,
      `**How to mend it.** ${remediation} (${link})`,
      exampleBlock(example),
    ].join("\n\n"),
  );
}

const linkTo = ({ id }: Rule, page: string | undefined, { pagesAt }: Report): string =>
  page !== undefined && pagesAt !== undefined ? `[${id}](${encodeURI(`${pagesAt}/${page}`)})` : id;

const exemptions = (told: ReturnType<typeof exemptedOnce>): string =>
  folded(
    `${told.length} exempted`,
    table(
      ["rule", "where", "what", "until", "owner", "reason"],
      told.map(({ all, exemption, finding, stacks }) => [
        finding.rule,
        plain(`${stacks.join(", ")}: ${describeResources(all)}`),
        plain(finding.message),
        exemption.expires,
        plain(exemption.owner),
        plain(exemption.reason),
      ]),
    ),
  );

const undeterminedLine = ({ all, finding: { message, rule }, stacks }: ToldOnce): string =>
  `- ${rule}, ${plain(`${stacks.join(", ")}: ${describeResources(all)}`)}: ${plain(message)}`;

const problem = ({ at }: Exemption, message: string): string => `- ${code(describePlace(at))}: ${plain(message)}`;

const list = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`### ${heading}`, lines.join("\n")];

/** GitHub reads Markdown within only after an empty line. */
const folded = (summary: string, content: string): string =>
  `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
