import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type AccessMatrix,
  COLUMNS,
  type MatrixCell,
  type MatrixRow,
  PART_NAMES,
  shortName,
} from "../../matrix/access-matrix";
import { nameOf, wordOf } from "../../matrix/matrix-targets";
import { verbsOf } from "../../matrix/verbs";
import type { AccessState } from "../../state/access-state";
import { LEGEND } from "../matrix-summary";
import { escaped, scriptData } from "./escaping";
import { PageDataBuilder } from "./page-data";

/**
 * The matrix as one HTML page that asks nothing of any server: with filters, and with the reasons of each cell.
 * @param state what the matrix was worked out from.
 * @param principal whose rights it shows at first, by the name. Default: everybody's.
 */
export function matrixPage(state: AccessState, matrix: AccessMatrix, principal = ""): string {
  const page = new PageDataBuilder(state);
  const names = new Map(matrix.principals.map((principal) => [principal.name, shortName(principal)]));
  const bodies = matrix.environments.map(
    ({ name, stage }) =>
      `<tbody data-environment="${escaped(name)}"><tr class="environment"><th colspan="${COLUMNS.length + 2}" scope="rowgroup">` +
      `From the workspace of ${escaped(name)} <span>${escaped(stage)}</span></th></tr>\n${matrix.rows
        .filter(({ environment }) => environment === name)
        .map((row) => rowOf(row, matrix, page, names))
        .join("\n")}</tbody>`,
  );
  const whence =
    state.source === "declared"
      ? "As the configuration declares it."
      : "As it was read back from where the estate runs.";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Who may do what</title>
<style>
${asset("style.css")}</style>
</head>
<body>
<header>
<h1>Who may do what</h1>
<p>${whence} ${matrix.rows.length} things, ${matrix.principals.length} principals. Open a cell to see why.</p>
${filters(matrix, principal)}
</header>
<main>
<table>
<thead><tr><th scope="col">on</th>${COLUMNS.map((column) => `<th scope="col">${PART_NAMES[column]}</th>`).join("")}<th scope="col">others</th></tr></thead>
${bodies.join("\n")}
</table>
<p id="nothing" hidden>Nothing fits these filters.</p>
</main>
<footer>${LEGEND.map((sentence) => `<p>${escaped(sentence)}</p>`).join("")}</footer>
<dialog aria-labelledby="who"><form method="dialog"><button aria-label="Close">×</button></form>
<h2 id="who"></h2><p id="about"></p><div id="reasons"></div></dialog>
<script type="application/json" id="data">${scriptData(page.data)}</script>
<script type="module">
${asset("behaviour.mjs")}</script>
</body>
</html>`;
}

const asset = (name: string): string => readFileSync(join(__dirname, name), "utf8");

function filters({ environments, principals, rows }: AccessMatrix, chosen: string): string {
  const kinds = [...new Set(rows.map(({ target }) => wordOf(target)))];
  const holders = new Set(rows.flatMap(({ cells }) => cells.map(({ principal }) => principal)));
  const known = principals.filter(({ name }) => holders.has(name));
  const choice = (id: string, label: string, options: readonly (readonly [value: string, text: string])[]): string =>
    `<label>${label} <select id="${id}"><option value="">all</option>${options
      .map(
        ([value, text]) =>
          `<option value="${escaped(value)}"${value === chosen ? " selected" : ""}>${escaped(text)}</option>`,
      )
      .join("")}</select></label>`;
  return `<form id="filters" role="search"><label>Search <input type="search" id="search" autocomplete="off"></label>
${choice(
  "environment",
  "From",
  environments.map(({ name }) => [name, name]),
)}
${choice(
  "kind",
  "Kind",
  kinds.map((kind) => [kind, kind]),
)}
${choice(
  "principal",
  "Principal",
  known.map((principal) => [principal.name, principal.displayName]),
)}
<output id="count"></output></form>`;
}

function rowOf(
  row: MatrixRow,
  matrix: AccessMatrix,
  page: PageDataBuilder,
  names: ReadonlyMap<string, string>,
): string {
  const { columns, others } = page.principalsIn(row, matrix);
  const kind = wordOf(row.target);
  const name = nameOf(row.target);
  const foreign = row.partOf !== undefined && row.partOf !== row.environment ? ` <i>${escaped(row.partOf)}’s</i>` : "";
  const cell = (principal: string, label = ""): string => {
    const held = row.cells.find((each) => each.principal === principal);
    return `<button type="button" data-cell="${page.add(row, principal)}" data-principal="${escaped(principal)}"${held ? "" : ' class="none"'}>${label}${verbsText(row, held)}</button>`;
  };
  const inColumns = COLUMNS.map((column) => {
    const principal = columns[column];
    return `<td>${principal === undefined ? "" : cell(principal)}</td>`;
  });
  const beside = others.map((principal) => cell(principal, `${escaped(names.get(principal) ?? principal)}: `));
  return (
    `<tr data-kind="${escaped(kind)}" data-text="${escaped(`${kind} ${name}`.toLowerCase())}">` +
    `<th scope="row"><small>${escaped(kind)}${foreign}</small> ${escaped(name)}</th>${inColumns.join("")}<td>${beside.join("")}</td></tr>`
  );
}

function verbsText({ target }: MatrixRow, cell: MatrixCell | undefined): string {
  if (!cell) return '<span class="nothing">nothing</span>';
  return verbsOf(target, cell.may)
    .map((verb) => `<b class="${verb}">${verb}</b>`)
    .join(" ");
}
