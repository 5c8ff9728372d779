import { type AccessMatrix, COLUMNS } from "../matrix/access-matrix";
import type { MatrixChange } from "../matrix/matrix-changes";
import { changeLines, productionChange, unusual, usualLines } from "./change-lines";
import {
  COLUMN_HEADINGS,
  type EnvironmentSummary,
  type HoldingsSummary,
  holdingsOf,
  LEGEND,
  summaryOf,
} from "./matrix-summary";
import { type Overview, overviewOf } from "./overview";
import { answerText, holdingsText, productionAnswers } from "./overview-answers";
import { subjectOf } from "./subjects";

/** The matrix as Markdown: one table for each environment. */
export function matrixMarkdown(matrix: AccessMatrix): string {
  if (matrix.only !== undefined) {
    const called = matrix.principals.find(({ name }) => name === matrix.only)?.displayName ?? matrix.only;
    return [`# What ${cell(called)} may do`, ...holdingsOf(matrix).map(holdingsSection)].join("\n\n");
  }
  const sections = [overviewSection(overviewOf(matrix)), ...summaryOf(matrix).map(section)];
  return ["# Who may do what", ...sections, LEGEND.join(" ")].join("\n\n");
}

function overviewSection(overview: Overview): string {
  const { environments, holders } = overview;
  const answers = productionAnswers(overview).map((answer) => `- ${cell(answerText(answer))}`);
  const headings = ["principal", ...environments.map(({ name, stage }) => `${name} (${stage})`)];
  const rows = holders.map(({ byEnvironment, name }) => [
    name,
    ...environments.map((environment) => holdingsText(byEnvironment.get(environment.name))),
  ]);
  return [...answers, ...(answers.length > 0 ? [""] : []), ...tableOf(headings, rows)].join("\n");
}

function holdingsSection({ lines, name, stage }: HoldingsSummary): string {
  const rows = lines.map((line) => [subjectOf(line, 3), line.may]);
  return [`## In ${name} (${stage})`, "", ...tableOf(["on", "may"], rows)].join("\n");
}

function section({ lines, name, stage }: EnvironmentSummary): string {
  const headings = ["on", ...COLUMN_HEADINGS, "others"];
  const rows = lines.map((line) => [
    subjectOf(line, 3),
    ...COLUMNS.map((column) => line.byColumn[column]),
    line.others.join("; "),
  ]);
  return [`## In ${name} (${stage})`, "", ...tableOf(headings, rows)].join("\n");
}

const tableOf = (headings: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(headings),
  `|${" --- |".repeat(headings.length)}`,
  ...rows.map(row),
];

/** Names may hold what Markdown takes for its own. */
const cell = (text: string): string => text.replaceAll(/[\\|<>*_`[\]]/g, (character) => `\\${character}`);

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

/** What a change adds and takes away, as Markdown. */
export function changesMarkdown(changes: readonly MatrixChange[], since: string): string {
  if (changes.length === 0) return `Nobody may do more or less than at \`${since}\`.`;
  const rows = changeLines(unusual(changes)).map(({ added, environment, principal, removed, subject }) => [
    principal,
    subject,
    environment,
    added,
    removed,
  ]);
  const headings = ["principal", "on", "from", "may now", "may no longer"];
  const usual = usualLines(changes).map((line) => `- ${cell(line)}`);
  return [
    `# Access since \`${since}\``,
    "",
    `**${cell(productionChange(changes, since).text)}**`,
    ...(rows.length > 0 ? ["", ...tableOf(headings, rows)] : []),
    ...(usual.length > 0 ? ["", ...usual] : []),
  ].join("\n");
}
