const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const dialog = document.querySelector("dialog");
const filters = ["search", "environment", "kind", "holder", "may"].map(byId);
const [search, environment, kind, holder, may] = filters;
const rows = [...document.querySelectorAll(".matrix tr[data-kind]")].map((element) => {
  const around = `${element.dataset.kind} ${element.lastElementChild.textContent}`;
  const things = [...element.querySelectorAll("li")].map((item) => ({
    item,
    text: `${around} ${item.textContent} ${item.dataset.project}`.toLowerCase(),
  }));
  return { element, things, rest: element.querySelector("details"), cells: [...element.querySelectorAll("button")] };
});
const total = rows.reduce((sum, { things }) => sum + things.length, 0);

/** So many names that a search found need not be opened to be read. */
const FEW = 12;

/** The cells that the principal and what it may do are asked of; where neither is asked, none. */
function chosenCells({ cells }) {
  if (holder.value === "" && may.value === "") return [];
  return cells.filter(
    (cell) =>
      (holder.value === "" || cell.dataset.holder === holder.value) &&
      cell.querySelector(may.value === "" ? "b" : `b.${may.value}`) !== null,
  );
}

/** Shows the things of a row that all filters fit, and says how many they are. */
function filterRow(row, words) {
  const { cells, element, rest, things } = row;
  const chosen = chosenCells(row);
  const { kind: itsKind, partOf } = element.dataset;
  const fits =
    (environment.value === "" || [partOf, element.parentElement.dataset.environment].includes(environment.value)) &&
    (kind.value === "" || itsKind === kind.value) &&
    ((holder.value === "" && may.value === "") || chosen.length > 0);
  let shown = 0;
  for (const { item, text } of things) {
    item.hidden = !(fits && words.every((word) => text.includes(word)));
    if (!item.hidden) shown++;
  }
  element.hidden = shown === 0;
  if (rest) {
    const inRest = rest.querySelectorAll("li:not([hidden])").length;
    rest.hidden = inRest === 0;
    rest.open = words.length > 0 && inRest <= FEW;
    // With none before them, a few need no line that says how many they are.
    const [summary] = rest.children;
    summary.hidden = shown === inRest && rest.open;
    summary.textContent = shown > inRest ? `and ${inRest} more` : `${inRest} names`;
  }
  for (const cell of cells) cell.classList.toggle("chosen", chosen.includes(cell));
  return shown;
}

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.reduce((sum, row) => sum + filterRow(row, words), 0);
  for (const body of document.querySelectorAll(".matrix tbody"))
    body.hidden = !body.querySelector("tr[data-kind]:not([hidden])");
  byId("count").textContent = shown === total ? "" : `${shown} of ${total}`;
  byId("clear").hidden = filters.every(({ value }) => value === "");
  byId("nothing").hidden = shown > 0;
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

/** Every action with its reasons, what is allowed before what is refused; the first one stands open. */
function reasonsFor(number, filled) {
  const [actions, chains] = data.reasons[number];
  const all = data.actions[actions].map((action, index) => {
    const steps = data.chains[chains[index]].map((step) => data.steps[step]);
    const allowed = steps.every(([holds]) => holds === 1);
    const details = element("details", "", allowed ? "allowed" : "refused");
    const list = element("ol", "");
    list.append(...steps.map(([holds, text]) => element("li", `${holds === 1 ? "✓" : "✗"} ${filled(text)}`)));
    details.append(element("summary", `${allowed ? "✓" : "✗"} ${action}`), list);
    return details;
  });
  const sorted = ["allowed", "refused"].flatMap((name) => all.filter(({ className }) => className === name));
  sorted[0].open = true;
  return sorted;
}

/** Asks a cell for its reasons, about one of the things of its row. */
function open(cell) {
  const row = cell.closest("tr");
  const things = [...row.querySelectorAll("li:not([hidden])")];
  const from = row.parentElement.dataset.environment;
  const choice = document.createElement("select");
  choice.ariaLabel = row.dataset.kind;
  choice.append(...things.map((item, index) => new Option(item.textContent, index)));
  const show = () => {
    const thing = things[Number(choice.value)];
    const { project } = thing.dataset;
    const words = { "\uE000": thing.textContent, "\uE001": project, "\uE002": project.replaceAll("-", "_") };
    const filled = (text) => text.replaceAll(/[\uE000-\uE002]/g, (blank) => words[blank]);
    byId("who").textContent = filled(cell.dataset.who);
    byId("reasons").replaceChildren(...reasonsFor(Number(cell.dataset.reasons), filled));
  };
  choice.addEventListener("change", show);
  byId("about").replaceChildren(
    `on ${row.dataset.kind} `,
    things.length > 1 ? choice : things[0].textContent,
    row.dataset.kind === "workspace" ? "" : `, from the workspace of ${from}`,
  );
  show();
  dialog.showModal();
}

document.querySelector(".matrix").addEventListener("click", ({ target }) => {
  const cell = target.closest("button");
  if (cell) open(cell);
});
document.querySelector(".overview").addEventListener("click", ({ target }) => {
  const cell = target.closest("button");
  if (!cell) return;
  for (const each of filters) each.value = "";
  holder.value = cell.dataset.holder;
  environment.value = cell.dataset.environment;
  filter();
  byId("matrix").scrollIntoView();
  holder.focus({ preventScroll: true });
});
dialog.addEventListener("click", ({ target }) => {
  if (target === dialog) dialog.close();
});
byId("filters").addEventListener("input", filter);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("clear").addEventListener("click", () => {
  for (const each of filters) each.value = "";
  filter();
  search.focus();
});
// On paper, every name is there.
addEventListener("beforeprint", () => {
  for (const { rest } of rows) if (rest) rest.open = true;
});
addEventListener("afterprint", filter);
filter();
