import Table from "cli-table3";

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
  return table.toString().replaceAll(/ +$/gm, "");
}
