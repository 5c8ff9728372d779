import {
  type AccessMatrix,
  answerText,
  COLUMN_HEADINGS,
  COLUMNS,
  type EnvironmentSummary,
  type HoldingsSummary,
  holdingsOf,
  holdingsText,
  LEGEND,
  type Overview,
  overviewOf,
  productionAnswers,
  subjectOf,
  summaryOf,
} from "../../access";
import { plainTable, printed } from "../report/plain-table";

/** What a terminal has at least: no line is wider, with the two blanks between columns. */
const TOTAL_WIDTH = 80;

const GAP = 2;

/** Of the columns and names of a table about things, and of the first column of that about principals. */
const WIDTHS = { what: 20, part: 10, other: 70, principal: 18, held: 30 };

/** The matrix for a terminal: what matters first, and then a table for each environment. */
export function matrixTable(matrix: AccessMatrix): string {
  if (matrix.only !== undefined) return holdingsOf(matrix).map(holdingsSection).join("\n\n");
  return [overviewSection(overviewOf(matrix)), ...summaryOf(matrix).map(section), wrapped(LEGEND.join("\n"))].join(
    "\n\n",
  );
}

/** Who may do what at most, with the environments side by side. */
function overviewSection(overview: Overview): string {
  const { environments, holders } = overview;
  const answers = productionAnswers(overview).map((answer) => `${wrapped(answerText(answer))}\n`);
  const table = plainTable(["", ...environments.map(({ name, stage }) => `${name} (${stage})`)]);
  const width = Math.floor((TOTAL_WIDTH - WIDTHS.principal) / environments.length) - GAP;
  table.options.colWidths = [WIDTHS.principal, ...environments.map(() => width)];
  table.options.wordWrap = true;
  for (const { byEnvironment, name } of holders) {
    const said = environments.map((environment) =>
      holdingsText(byEnvironment.get(environment.name)).replace("; ", "\n"),
    );
    table.push([broken(name, WIDTHS.principal), ...said]);
  }
  return `${answers.join("")}${answers.length > 0 ? "\n" : ""}${printed(table)}`;
}

function section({ lines, name, stage }: EnvironmentSummary): string {
  const table = plainTable([`in ${name} (${stage})`, ...COLUMN_HEADINGS]);
  table.options.colWidths = [WIDTHS.what, ...COLUMNS.map(() => WIDTHS.part)];
  table.options.wordWrap = true;
  for (const line of lines) {
    table.push([broken(subjectOf(line, 1), WIDTHS.what), ...COLUMNS.map((column) => line.byColumn[column])]);
    // There is no room for one more column, and there are few of them.
    for (const other of line.others) {
      table.push([{ content: `  and ${broken(other, WIDTHS.other)}`, colSpan: COLUMNS.length + 1 }]);
    }
  }
  return printed(table);
}

/** What one principal may do, in full. */
function holdingsSection({ lines, name, stage }: HoldingsSummary): string {
  const table = plainTable([`in ${name} (${stage})`, "may"]);
  table.options.colWidths = [WIDTHS.held, TOTAL_WIDTH - WIDTHS.held - GAP];
  table.options.wordWrap = true;
  for (const line of lines) table.push([broken(subjectOf(line, 1), WIDTHS.held), line.may]);
  return printed(table);
}

/** Text in lines that fit, of which all but the first of a sentence are indented. */
function wrapped(text: string): string {
  const lines = text.split("\n").map((line) =>
    broken(line, TOTAL_WIDTH - INDENT.length)
      .split(/[ \n]/)
      .reduce((whole, word) => {
        const last = whole.slice(whole.lastIndexOf("\n") + 1);
        return last.length + 1 + word.length > TOTAL_WIDTH ? `${whole}\n${INDENT}${word}` : `${whole} ${word}`;
      }),
  );
  return lines.join("\n");
}

const INDENT = "  ";

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
