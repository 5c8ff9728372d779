import type { MatrixChange } from "../../matrix/matrix-changes";
import { changeLines, productionChange, unusual, usualLines } from "../change-lines";
import { escaped } from "./escaping";

/** What the files add and take away since a Git revision. */
export interface ChangesSince {
  revision: string;
  changes: readonly MatrixChange[];
}

/** How many names a line shows. */
const NAMES = 10;

/** What a change adds and takes away, before everything that there is. */
export function changesSection({ changes, revision }: ChangesSince): string {
  const lines = changeLines(unusual(changes), NAMES).map(
    ({ added, environment, principal, removed, subject }) =>
      `<tr><th scope="row">${escaped(principal)}</th><td data-label="on">${escaped(subject)}</td>` +
      `<td data-label="from">${escaped(environment)}</td>${side("may now", "+", added)}${side("may no longer", "−", removed)}</tr>`,
  );
  const since = `<code>${escaped(revision)}</code>`;
  const content =
    changes.length === 0
      ? `<p>Nobody may do more or less than at ${since}.</p>`
      : `<p><strong>${escaped(productionChange(changes, revision).text)}</strong></p>
${usualLines(changes)
  .map((line) => `<p>${escaped(line)}.</p>`)
  .join("\n")}
<table class="since"><thead><tr>${["principal", "on", "from", "may now", "may no longer"]
          .map((heading) => `<th scope="col">${heading}</th>`)
          .join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody></table>`;
  return `<section aria-labelledby="changes">
<h2 id="changes">Changed since ${since}</h2>
${content}
</section>`;
}

function side(label: string, sign: string, actions: string): string {
  const word = sign === "+" ? "ins" : "del";
  return `<td data-label="${label}">${actions ? `<${word}>${sign}\u00A0${escaped(actions)}</${word}>` : ""}</td>`;
}
