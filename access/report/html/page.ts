import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AccessMatrix } from "../../matrix/access-matrix";
import type { AccessState } from "../../state/access-state";
import { LEGEND } from "../matrix-summary";
import { holderOf, overviewOf } from "../overview";
import { type ChangesSince, changesSection } from "./changes-section";
import { escaped, scriptData } from "./escaping";
import { type Chosen, matrixSection } from "./matrix-section";
import { overviewSection } from "./overview-section";
import { PageDataBuilder } from "./page-data";
import { pageLines } from "./page-lines";

/**
 * The matrix as one HTML page that asks nothing of any server: summed up, with filters, and with the reasons of each cell.
 * @param state what the matrix was worked out from.
 * @param principal whose rights it shows at first, by the name. Default: everybody's.
 * @param since what changed, to be shown first. Default: nothing is said of that.
 */
export function matrixPage(state: AccessState, matrix: AccessMatrix, principal = "", since?: ChangesSince): string {
  const page = new PageDataBuilder(state);
  const lines = pageLines(matrix, page);
  const overview = overviewOf(matrix);
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
${["style.css", "tables.css", "narrow-and-print.css"].map(asset).join("")}</style>
</head>
<body>
<header>
<h1>Who may do what</h1>
<p>${whence} ${matrix.rows.length} things, ${matrix.principals.length} principals.</p>
</header>
<main>
${since ? changesSection(since) : ""}
${overviewSection(overview)}
${matrixSection(matrix, overview, lines, chosenFor(matrix, principal))}
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

/** Of a project's own identity, what is chosen is its project too. */
function chosenFor({ principals }: AccessMatrix, name: string): Chosen {
  const principal = principals.find((each) => each.name === name);
  if (!principal) return {};
  const { part, project } = principal;
  return { holder: holderOf(principal).key, ...(part === "runner" && project !== undefined && { search: project }) };
}
