import { accessMatrix } from "../../matrix/build-matrix";
import { estate, group, securable } from "../../testing/small-estate";
import { matrixPage } from "./page";

const HOSTILE = `</script><img src=x onerror="alert('1')">`;

const state = estate({
  principals: [{ ...group("readers"), part: "dataScientists" }, group(HOSTILE)],
  securables: [
    securable("catalog", "prod", { readers: ["USE_CATALOG", "USE_SCHEMA", "SELECT"], [HOSTILE]: ["BROWSE"] }),
    securable("schema", HOSTILE),
  ],
});
state.environments.find(({ name }) => name === "prod")?.assignments.push({ principal: HOSTILE, permission: "ADMIN" });

const page = matrixPage(state, accessMatrix(state));

/** What the page's script reads. */
const data = () => JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? "");

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
  const { actions, cells, chains, steps } = data();
  const cell = cells.find(
    (each: { principal: string; about: string }) =>
      each.principal === "readers" && each.about === "catalog prod, from the workspace of prod",
  );
  const reasons = (action: string) =>
    chains[cell.chains[actions[cell.actions].indexOf(action)]].map((step: number) => steps[step]);
  expect(reasons("SELECT").at(-1)).toEqual([1, "SELECT on catalog prod is granted to readers"]);
  expect(reasons("MODIFY").at(-1)?.[0]).toBe(0);
});

test("every cell that can be opened is there to be opened", () => {
  const numbers = [...page.matchAll(/data-cell="(\d+)"/g)].map(([, number]) => Number(number));
  expect(numbers).toEqual(data().cells.map((_: unknown, index: number) => index));
});

test("the principal that was asked for is chosen", () => {
  expect(matrixPage(state, accessMatrix(state), "readers")).toContain('<option value="readers" selected>');
});
