import Table from "cli-table3";
import { printable } from "./shown-line";

/**
 * A table without rules, colours or trailing blanks: it reads well in a log, too.
 * @param numbers which columns hold numbers.
 */
export function plainTable(headings: string[], numbers: number[] = []): Table.Table {
  const none = Object.fromEntries(
    ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
      .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid"])
      .map((place) => [place, ""]),
  );
  return new Table({
    head: headings,
    chars: { ...none, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: headings.map((_, column) => (numbers.includes(column) ? "right" : "left")),
  });
}

/** The table's text, without the blanks that fill up its last column. */
export function printed(table: Table.Table): string {
  return printable(table.toString()).replaceAll(/ +$/gm, "");
}

/** What a terminal has at least. */
const NARROWEST = 80;

/**
 * A table of stacks whose last column is their workspaces' addresses, within 80 columns: where it would be wider, the addresses
 * are listed below it.
 * @param numbers which columns hold numbers.
 */
export function stacksTable(
  headings: string[],
  numbers: number[],
  rows: readonly { cells: string[]; address: string | undefined }[],
): string {
  const filled = (more: string[], cellsOf: (row: (typeof rows)[number]) => string[]): string => {
    const table = plainTable([...headings, ...more], numbers);
    table.push(...rows.map(cellsOf));
    return printed(table);
  };
  const wide = filled(["address"], ({ address, cells }) => [...cells, address ?? ""]);
  if (wide.split("\n").every((line) => line.length <= NARROWEST)) return wide;
  const addresses = plainTable(["workspace of", "address"]);
  for (const { address, cells } of rows) if (address !== undefined) addresses.push([cells[0] ?? "", address]);
  const narrow = filled([], ({ cells }) => cells);
  return addresses.length === 0 ? narrow : `${narrow}\n\n${printed(addresses)}`;
}
