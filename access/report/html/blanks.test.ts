import { withBlanks } from "./blanks";

/** As the page does it. */
const filledIn = (text: string, name: string, project = "") =>
  text.replaceAll("\uE000", name).replaceAll("\uE001", project).replaceAll("\uE002", project.replaceAll("-", "_"));

test("what is said of two projects' alike things is the same with blanks", () => {
  const said = (project: string, schema: string) =>
    withBlanks(
      `SELECT on schema prod.${schema} is granted to runs-${project}, and holds for model prod.${schema}.m in it`,
      {
        name: `prod.${schema}.m`,
        project,
      },
    );
  expect(said("flight-delay", "flight_delay")).toBe(said("fare-price", "fare_price"));
});

test.each([
  ["production in prod is prod", "prod", undefined],
  ["job a-b acts as runs-a-b in a_b", "a-b", "a-b"],
  ["folder /Projects/a-b of a-b, schema a_b", "a_b", "a-b"],
  ["an object without a name", "", "a"],
])("filled in, a sentence is what it was: %s", (text, name, project) => {
  const thing = { name, ...(project !== undefined && { project }) };
  expect(filledIn(withBlanks(text, thing), name, project)).toBe(text);
});
