import { accessMatrix } from "../../access";
import { environment, estate, group, job, securable, user } from "../../access/testing/small-estate";
import { matrixTable } from "./access-table";

const LONG = "erika.mustermann-with-a-rather-long-name@subsidiary.example.com";

const people = ["readers", LONG];

const state = estate({
  environments: ["dev", "staging", "prod"].map((name) => environment(name, people)),
  principals: [{ ...group("readers"), part: "dataScientists" }, user(LONG)],
  securables: [
    securable("catalog", "prod", {
      readers: ["USE_CATALOG", "USE_SCHEMA", "SELECT"],
      [LONG]: ["USE_CATALOG", "MANAGE"],
    }),
    securable("schema", `prod.${"long_name_".repeat(12)}`),
  ],
  objects: [job("a job with a name of several words, of which there are quite a few", { readers: "CAN_VIEW" })],
});

test.each([
  ["of everybody", {}],
  ["of one principal", { principal: "readers" }],
])("in the table %s, no line is wider than a terminal of 80 columns", (_, selection) => {
  const widths = matrixTable(accessMatrix(state, selection))
    .split("\n")
    .map((line) => line.length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(80);
});

test("who may change production comes first, and who else may do something stands under its line", () => {
  const table = matrixTable(accessMatrix(state));
  expect(table).toMatch(/^May change something in prod:\s+erika\.mustermann/);
  const managed = new RegExp(`  and ${LONG.replaceAll(".", "\\.")}:\\s+manage\\n`);
  expect(table).toMatch(managed);
  expect(table.indexOf("\ncatalog prod ")).toBeLessThan(table.search(managed));
});
