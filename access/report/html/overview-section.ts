import type { Verb } from "../../matrix/verbs";
import type { Holder, Overview } from "../overview";
import { type Answer, productionAnswers } from "../overview-answers";
import { chips } from "./chips";
import { breakable, escaped } from "./escaping";

/** What matters first: who may change production. Then everybody, with the environments side by side. */
export function overviewSection(overview: Overview): string {
  const { environments, holders } = overview;
  const answers = productionAnswers(overview);
  return `<section aria-labelledby="overview">
<h2 id="overview">At a glance</h2>
${answers.length > 0 ? `<dl>${answers.map(answer).join("")}</dl>` : ""}
<table class="overview">
<thead><tr><th scope="col">principal</th>${environments
    .map(({ name, stage }) => `<th scope="col">${escaped(name)} <small>${escaped(stage)}</small></th>`)
    .join("")}</tr></thead>
<tbody>
${holders.map((holder) => rowOf(holder, environments)).join("\n")}
</tbody>
</table>
<p>What principals may do with the things of an environment that are on this page, from any workspace. Choose a cell to see with which.</p>
</section>`;
}

const answer = ({ question, reach, who }: Answer): string =>
  `<div class="${reach}"><dt>${escaped(question)}</dt><dd>${who.length === 0 ? "nobody" : escaped(who.join(", "))}</dd></div>`;

function rowOf({ byEnvironment, key, members, name, principals }: Holder, environments: Overview["environments"]) {
  const cells = environments.map((environment) => {
    const { data = [], workspace = [] } = byEnvironment.get(environment.name) ?? {};
    const part = (label: string, verbs: readonly Verb[]): string =>
      `<span class="part"><small>${label}</small> ${chips(verbs)}</span>`;
    return (
      `<td data-label="${escaped(environment.name)}"><button type="button" data-holder="${escaped(key)}" data-environment="${escaped(environment.name)}">` +
      `${part("data", data)} ${part("workspace", workspace)}</button></td>`
    );
  });
  const called = principals.filter((each) => each !== name);
  return (
    `<tr><th scope="row">${breakable(name)}${called.length > 0 ? namesOf(called, "principals") : ""}` +
    `${members.length > 0 ? namesOf(members, "members", "in it: ") : ""}</th>${cells.join("")}</tr>`
  );
}

/** One name as it is; several, to be opened. */
function namesOf(names: readonly string[], word: string, before = ""): string {
  const [first = "", second] = names;
  if (second === undefined) return `<small>${before}${breakable(first)}</small>`;
  return `<details><summary>${names.length} ${word}</summary>${names.map(breakable).join(", ")}</details>`;
}
