import { actionTexts, nameOf, wordOf } from "../evaluation/words";
import {
  type AccessMatrix,
  COLUMNS,
  type Column,
  type MatrixCell,
  type MatrixRow,
  PART_NAMES,
  shortName,
} from "../matrix/access-matrix";
import { verbsOf } from "../matrix/verbs";
import { mergedSubjects, type Subject } from "./subjects";

/** What is seen from one environment. */
export interface EnvironmentSummary {
  name: string;
  stage: string;
  lines: SummaryLine[];
}

/** Things of one kind, and what everybody may do with them. */
export interface SummaryLine extends Subject {
  /** What the principal of each part may do; empty: nothing. */
  byColumn: Record<Column, string>;
  /** Who else may do what. */
  others: string[];
}

/** Headings of the columns. */
export const COLUMN_HEADINGS: readonly string[] = COLUMNS.map((column) => PART_NAMES[column]);

/** What the words mean, sentence by sentence. */
export const LEGEND: readonly string[] = [
  "see: that it is there; read: data, files, models; write, create: change what is there, add to it.",
  "manage: change and delete it, and say who else may; it gives no reading or writing of its data.",
  "On a project's things, the run identity is the project's own.",
  "Others are named where they may do more than the groups that they are in.",
  "Who is not named may do nothing.",
];

/** A matrix as it fits on a page: things of one kind that everybody may do the same with are one line. */
export function summaryOf(matrix: AccessMatrix): EnvironmentSummary[] {
  const names = new Map(matrix.principals.map((principal) => [principal.name, shortName(principal)]));
  return matrix.environments.map(({ name, stage }) => ({
    name,
    stage,
    lines: mergedSubjects(
      matrix.rows.filter(({ environment }) => environment === name).map((row) => lineOf(row, names)),
    ),
  }));
}

/** What the only principal of a matrix may do, by environment. */
export interface HoldingsSummary {
  name: string;
  stage: string;
  lines: (Subject & { may: string })[];
}

/** The same for a matrix of one principal, in full. */
export function holdingsOf(matrix: AccessMatrix): HoldingsSummary[] {
  return matrix.environments.map(({ name, stage }) => ({
    name,
    stage,
    lines: mergedSubjects(
      matrix.rows
        .filter(({ environment }) => environment === name)
        .map((row) => ({ ...subjectIn(row), may: actionTexts(row.cells.flatMap(({ may }) => may)) })),
    ),
  }));
}

const subjectIn = ({ environment, partOf, target }: MatrixRow): Subject => ({
  kind: wordOf(target),
  names: [nameOf(target)],
  ...(partOf !== undefined && partOf !== environment && { partOf }),
});

function lineOf(row: MatrixRow, names: ReadonlyMap<string, string>): SummaryLine {
  const verbs = ({ may }: MatrixCell): string => verbsOf(row.target, may).join(" ");
  const inColumn = (column: Column): string => {
    const cell = row.cells.find(({ part }) => part === column);
    return cell ? verbs(cell) : "";
  };
  return {
    ...subjectIn(row),
    byColumn: {
      dataScientists: inColumn("dataScientists"),
      mlEngineers: inColumn("mlEngineers"),
      runners: inColumn("runners"),
      deployment: inColumn("deployment"),
      platformAdmins: inColumn("platformAdmins"),
    },
    others: row.cells
      .filter(({ part }) => part === undefined)
      .map((cell) => `${names.get(cell.principal) ?? cell.principal}: ${verbs(cell)}`),
  };
}
