import { type AccessMatrix, COLUMNS, PART_NAMES } from "../../matrix/access-matrix";
import { VERBS } from "../../matrix/verbs";
import type { Overview } from "../overview";
import type { Thing } from "./blanks";
import { chips } from "./chips";
import { breakable, escaped } from "./escaping";
import type { PageCell, PageLine } from "./page-lines";

/** What the filters say at first. */
export interface Chosen {
  /** Key of a holder. */
  holder?: string;
  search?: string;
}

/** Everything that there is, with the filters above it. */
export function matrixSection(
  { environments }: AccessMatrix,
  { holders }: Overview,
  lines: readonly PageLine[],
  chosen: Chosen,
): string {
  const kinds = [...new Set(lines.map(({ kind }) => kind))];
  const bodies = environments.map(
    ({ name, stage }) =>
      `<tbody data-environment="${escaped(name)}"><tr class="environment"><th colspan="${COLUMNS.length + 2}" scope="rowgroup">` +
      `From the workspace of ${escaped(name)} <small>${escaped(stage)}</small></th></tr>\n${lines
        .filter(({ environment }) => environment === name)
        .map(rowOf)
        .join("\n")}</tbody>`,
  );
  const all: Option = ["", "all"];
  return `<section aria-labelledby="matrix">
<h2 id="matrix">On each thing</h2>
<form id="filters" role="search">
<label>Search <input type="search" id="search" value="${escaped(chosen.search ?? "")}" placeholder="name or project" autocomplete="off"></label>
${choice("environment", "Environment", [all, ...environments.map(({ name }): Option => [name, name])])}
${choice("kind", "Kind", [all, ...kinds.map((kind): Option => [kind, kind])])}
${choice("holder", "Principal", [all, ...holders.map(({ key, name }): Option => [key, name])], chosen.holder)}
${choice("may", "May", [["", "anything"], ["changes", "change something"], ["runs", "run or use something"], ...VERBS.map((verb): Option => [verb, verb])])}
<button type="button" id="clear" hidden>Clear</button>
<output id="count"></output>
</form>
<table class="matrix">
<thead><tr><th scope="col">on</th>${COLUMNS.map((column) => `<th scope="col">${PART_NAMES[column]}</th>`).join("")}<th scope="col">others</th></tr></thead>
${bodies.join("\n")}
</table>
<p id="nothing" hidden>Nothing fits these filters.</p>
</section>`;
}

type Option = readonly [value: string, text: string];

function choice(id: string, label: string, options: readonly Option[], chosen = ""): string {
  const each = options.map(
    ([value, text]) =>
      `<option value="${escaped(value)}"${value === chosen ? " selected" : ""}>${escaped(text)}</option>`,
  );
  return `<label>${label} <select id="${id}">${each.join("")}</select></label>`;
}

function rowOf({ columns, environment, kind, others, partOf, things }: PageLine): string {
  const foreign = partOf !== undefined && partOf !== environment ? ` <i>${escaped(partOf)}’s</i>` : "";
  const inColumns = COLUMNS.map((column) => {
    const cell = columns[column];
    return cell ? `<td data-label="${PART_NAMES[column]}">${button(cell)}</td>` : "<td></td>";
  });
  const beside = others.length > 0 ? `<td data-label="others">${others.map(button).join("")}</td>` : "<td></td>";
  return (
    `<tr data-kind="${escaped(kind)}" data-part-of="${escaped(partOf ?? "")}">` +
    `<th scope="row"><small>${escaped(kind)}${foreign}</small>${namesOf(things)}</th>${inColumns.join("")}${beside}</tr>`
  );
}

/** The names of alike things: the first few, and the others to be opened. */
function namesOf(things: readonly Thing[]): string {
  const list = (some: readonly Thing[]): string =>
    `<ul>${some.map(({ name, project }) => `<li data-project="${escaped(project ?? "")}">${breakable(name)}</li>`).join("")}</ul>`;
  if (things.length <= SHOWN) return list(things);
  const rest = things.slice(SHOWN - 1);
  return `${list(things.slice(0, SHOWN - 1))}<details><summary>and ${rest.length} more</summary>${list(rest)}</details>`;
}

const SHOWN = 3;

function button({ holder, reasons, short, verbs, who }: PageCell): string {
  const [said, shown] = short ? [`${escaped(short)}: `, `${breakable(short)}: `] : ["", ""];
  const label = verbs.length === 0 ? ` aria-label="${said}nothing"` : "";
  return (
    `<button type="button" data-holder="${escaped(holder)}" data-who="${escaped(who)}" data-reasons="${reasons}"` +
    ` aria-haspopup="dialog"${label}>${shown}${chips(verbs)}</button>`
  );
}
