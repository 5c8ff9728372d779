import { accessMatrix } from "../../matrix/build-matrix";
import { matrixChanges } from "../../matrix/matrix-changes";
import type { AccessState } from "../../state/access-state";
import { estate, group, inProject, securable, servicePrincipal, user } from "../../testing/small-estate";
import type { ChangesSince } from "./changes-section";
import { matrixPage } from "./page";

const HOSTILE = `</script><img src=x onerror="alert('1')">`;

const hostile = estate({
  principals: [{ ...group("readers"), part: "dataScientists" }, group(HOSTILE)],
  securables: [
    securable("catalog", "prod", { readers: ["USE_CATALOG", "USE_SCHEMA", "SELECT"], [HOSTILE]: ["BROWSE"] }),
    securable("schema", HOSTILE),
  ],
});
hostile.environments.find(({ name }) => name === "prod")?.assignments.push({ principal: HOSTILE, permission: "ADMIN" });

const pageOf = (state: AccessState, principal?: string, since?: ChangesSince): string =>
  matrixPage(state, accessMatrix(state), principal, since);

const page = pageOf(hostile, undefined, {
  revision: HOSTILE,
  changes: matrixChanges(accessMatrix({ ...hostile, securables: [] }), accessMatrix(hostile)),
});

/** What the page's script reads. */
const dataOf = (html: string) => JSON.parse(/id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? "");

/** Rows of the matrix: what stands before the cells, and the cells. */
const rowsOf = (html: string): { head: string; cells: string }[] =>
  [...html.matchAll(/<tr data-kind=.*?<\/tr>/gs)].map(([row]) => {
    const [head = "", ...cells] = row.split("</th>");
    return { head, cells: cells.join("") };
  });

/** A project with a run identity and a schema, which it may use. */
const project = (name: string) => {
  const schema = `prod.${name.replaceAll("-", "_")}`;
  const runner = `id-of-${name}`;
  return {
    principals: [{ ...servicePrincipal(runner, `runs-${name}`, "writers"), part: "runner" as const, project: name }],
    securables: [inProject(name, securable("schema", schema, { [runner]: ["USE_SCHEMA", "MODIFY"] }))],
  };
};

const [delays, fares] = [project("flight-delay"), project("fare-price")];
const twoProjects = estate({
  principals: [
    { ...group("readers"), part: "dataScientists" },
    group("writers"),
    ...delays.principals,
    ...fares.principals,
    user("eve", "readers"),
  ],
  securables: [
    securable("catalog", "prod", { readers: ["USE_CATALOG", "BROWSE"], writers: ["USE_CATALOG"] }),
    ...delays.securables,
    ...fares.securables,
  ],
});

test("the page asks no server for anything", () => {
  expect(page).not.toMatch(/https?:|\/\/[a-z]|url\(|@import|<link|<iframe|fetch\(|src=(?!x)/i);
  expect(page).toContain(`content="default-src 'none'`);
});

test("names are text, wherever they stand", () => {
  expect(page).not.toContain("<img");
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;");
});

test("each cell has its reasons: of every action, what allows or refuses it", () => {
  const { actions, chains, reasons, steps } = dataOf(page);
  const catalog = rowsOf(page).find(
    ({ head }) => head.includes('<li data-project="">prod</li>') && head.includes('"catalog"'),
  );
  const number = Number(/data-reasons="(\d+)"/.exec(catalog?.cells ?? "")?.[1]);
  const [asked, answers] = reasons[number];
  const why = (action: string) => chains[answers[actions[asked].indexOf(action)]].map((step: number) => steps[step]);
  expect(why("SELECT").at(-1)?.[0]).toBe(1);
  expect(why("MODIFY").at(-1)?.[0]).toBe(0);
});

test("every cell's reasons are there", () => {
  const numbers = [...page.matchAll(/data-reasons="(\d+)"/g)].map(([, number]) => Number(number));
  expect(new Set(numbers)).toEqual(new Set(dataOf(page).reasons.keys()));
});

test("alike things of several projects are one line, with each project's own run identity in it", () => {
  const schemas = rowsOf(pageOf(twoProjects)).filter(({ head }) => head.includes('data-kind="schema"'));
  const own = schemas.filter(({ head }) => head.includes('data-project="flight-delay"'));
  expect(own.every(({ head }) => head.includes('data-project="fare-price"'))).toBe(true);
  expect(own.some(({ cells }) => cells.includes('data-who="runs-\uE001"'))).toBe(true);
});

test("a thing that somebody was given more on stands alone", () => {
  const given = structuredClone(twoProjects);
  given.securables
    .find(({ name }) => name === "prod.fare_price")
    ?.grants.push({ principal: "eve", privileges: ["USE_SCHEMA", "MODIFY"] });
  const rows = rowsOf(pageOf(given)).filter(({ cells }) => cells.includes('data-who="eve"'));
  expect(rows.length).toBeGreaterThan(0);
  for (const { head } of rows) {
    expect(head).toContain('data-project="fare-price"');
    expect(head).not.toContain("flight-delay");
  }
});

test("the principal that was asked for is chosen; of a run identity, its project too", () => {
  expect(pageOf(hostile, "readers")).toContain('<option value="part/dataScientists" selected>');
  const ofRunner = pageOf(twoProjects, "id-of-fare-price");
  expect(ofRunner).toContain('<option value="part/runners" selected>');
  expect(ofRunner).toContain('id="search" value="fare-price"');
});

test("what changed comes first, where it is asked for", () => {
  expect(page.indexOf('id="changes"')).toBeGreaterThan(0);
  expect(page.indexOf('id="changes"')).toBeLessThan(page.indexOf('id="overview"'));
  expect(page).toMatch(/<ins>\+\u00A0[A-Z ,]*SELECT/);
  expect(pageOf(hostile)).not.toContain('id="changes"');
  expect(pageOf(hostile, "", { revision: "main", changes: [] })).toContain(
    "Nobody may do more or less than at <code>main</code>",
  );
});
