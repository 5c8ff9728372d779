const data = JSON.parse(document.getElementById("data").textContent);
const rows = [...document.querySelectorAll("tbody tr[data-kind]")];
const dialog = document.querySelector("dialog");
const [search, environment, kind, principal] = ["search", "environment", "kind", "principal"].map((id) =>
  document.getElementById(id),
);

/** A row fits when all filters say so; of a principal, where that has any right on it. */
function fits(row) {
  const words = search.value.toLowerCase().split(/\s+/);
  const text = `${row.dataset.text} ${row.textContent.toLowerCase()}`;
  return (
    words.every((word) => text.includes(word)) &&
    (environment.value === "" || row.parentElement.dataset.environment === environment.value) &&
    (kind.value === "" || row.dataset.kind === kind.value) &&
    (principal.value === "" || holdings(row).length > 0)
  );
}

const holdings = (row) =>
  [...row.querySelectorAll("button:not(.none)")].filter((cell) => cell.dataset.principal === principal.value);

function filter() {
  let shown = 0;
  for (const row of rows) {
    row.hidden = !fits(row);
    if (!row.hidden) shown++;
    row.classList.toggle("faded", principal.value !== "");
    for (const cell of row.querySelectorAll("td")) cell.classList.remove("chosen");
    if (principal.value !== "") for (const cell of holdings(row)) cell.parentElement.classList.add("chosen");
  }
  for (const body of document.querySelectorAll("tbody"))
    body.hidden = !rows.some((row) => !row.hidden && body.contains(row));
  document.getElementById("count").textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
  document.getElementById("nothing").hidden = shown > 0;
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

/** Every action with its reasons; the first one that is allowed stands open. */
function open(number) {
  const cell = data.cells[number];
  document.getElementById("who").textContent = cell.principal;
  document.getElementById("about").textContent = `on ${cell.about}`;
  const reasons = data.actions[cell.actions].map((action, index) => {
    const steps = data.chains[cell.chains[index]].map((step) => data.steps[step]);
    const allowed = steps.every(([holds]) => holds === 1);
    const details = document.createElement("details");
    details.className = allowed ? "allowed" : "refused";
    const list = document.createElement("ol");
    list.append(...steps.map(([holds, text]) => element("li", `${holds === 1 ? "✓" : "✗"} ${text}`)));
    details.append(element("summary", `${allowed ? "✓" : "✗"} ${action}`), list);
    return details;
  });
  (reasons.find(({ className }) => className === "allowed") ?? reasons[0]).open = true;
  document.getElementById("reasons").replaceChildren(...reasons);
  dialog.showModal();
}

document.querySelector("table").addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-cell]");
  if (button) open(Number(button.dataset.cell));
});
dialog.addEventListener("click", ({ target }) => {
  if (target === dialog) dialog.close();
});
document.getElementById("filters").addEventListener("input", filter);
document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
filter();
