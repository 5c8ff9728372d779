import {
  type AccessMatrix,
  COLUMN_HEADINGS,
  COLUMNS,
  type EnvironmentSummary,
  type HoldingsSummary,
  holdingsOf,
  LEGEND,
  subjectOf,
  summaryOf,
} from "../../access";
import { plainTable, printed } from "../report/plain-table";

const TOTAL_WIDTH = 117;

/** Widths of the columns: with the blanks between them, 120 characters. */
const WIDTHS = { what: 36, part: 10, others: 21 };

/** The matrix for a terminal: a table for each environment. */
export function matrixTable(matrix: AccessMatrix): string {
  if (matrix.only !== undefined) return holdingsOf(matrix).map(holdingsSection).join("\n\n");
  return [...summaryOf(matrix).map(section), LEGEND.join("\n")].join("\n\n");
}

function section({ lines, name, stage }: EnvironmentSummary): string {
  const table = plainTable([`in ${name} (${stage})`, ...COLUMN_HEADINGS, "others"]);
  table.options.colWidths = [WIDTHS.what, ...COLUMNS.map(() => WIDTHS.part), WIDTHS.others];
  table.options.wordWrap = true;
  for (const line of lines) {
    const others = line.others.map((each) => broken(each, WIDTHS.others)).join("; ");
    table.push([broken(subjectOf(line, 1), WIDTHS.what), ...COLUMNS.map((column) => line.byColumn[column]), others]);
  }
  return printed(table);
}

/** What one principal may do, in full. */
function holdingsSection({ lines, name, stage }: HoldingsSummary): string {
  const table = plainTable([`in ${name} (${stage})`, "may"]);
  table.options.colWidths = [WIDTHS.what, TOTAL_WIDTH - WIDTHS.what];
  table.options.wordWrap = true;
  for (const line of lines) table.push([broken(subjectOf(line, 1), WIDTHS.what), line.may]);
  return printed(table);
}

/** Names hold no blanks, and a table cuts off what is wider than its column: they are broken after a mark inside. */
function broken(text: string, width: number): string {
  const words = text.split(" ").map((word) => {
    const pieces = word.split(/(?<=[-_./@])/).flatMap((piece) => piece.match(new RegExp(`.{1,${width}}`, "g")) ?? []);
    return pieces.reduce((lines, piece) => {
      const last = lines.slice(lines.lastIndexOf("\n") + 1);
      return last.length + piece.length > width ? `${lines}\n${piece}` : lines + piece;
    }, "");
  });
  return words.join(" ");
}
