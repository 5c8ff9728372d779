import { accessMatrix } from "../matrix/build-matrix";
import { matrixChanges } from "../matrix/matrix-changes";
import { estate, group, job, securable } from "../testing/small-estate";
import { changesMarkdown, matrixMarkdown } from "./markdown";

const state = estate({
  principals: [{ ...group("readers"), part: "dataScientists" }, group("wri|ters")],
  securables: [securable("catalog", "prod", { readers: ["USE_CATALOG", "USE_SCHEMA", "SELECT"] })],
  objects: [
    job("training", { readers: "CAN_VIEW" }),
    job("scoring", { readers: "CAN_VIEW" }),
    job("deploy", { readers: "CAN_MANAGE" }),
  ],
});

const matrix = accessMatrix(state, { environments: ["prod"] });
const table = matrixMarkdown(matrix);

test("things of one kind that everybody may do the same with are one line", () => {
  expect(table).toContain("| job scoring, training | see |");
  expect(table).toContain("| job deploy | manage |");
});

test("one principal's rights are said in full", () => {
  const one = matrixMarkdown(accessMatrix(state, { environments: ["prod"], principal: "readers" }));
  expect(one).toContain("# What readers may do");
  expect(one).toContain("| catalog prod | USE CATALOG, USE SCHEMA, SELECT |");
});

test("who may change production comes first, and then everybody with the environments side by side", () => {
  const everywhere = matrixMarkdown(accessMatrix(state));
  expect(everywhere).toContain("- May change something in prod: data scientists\n");
  expect(everywhere).toContain("| principal | dev (development) | prod (production) |\n");
  expect(everywhere).toContain("| data scientists | workspace: see | data: read; workspace: manage |\n");
});

test("every row has as many cells as its table's head", () => {
  const tables = table.split("\n\n").filter((block) => block.startsWith("|"));
  expect(tables).toHaveLength(2);
  for (const lines of tables.map((block) => block.split("\n"))) {
    const widths = lines.map((line) => line.split(/(?<!\\)\|/).length);
    expect(new Set(widths).size).toBe(1);
  }
});

test("changes are one line for all things of a kind, and none where nothing changed", () => {
  const less = accessMatrix(
    { ...state, objects: [job("deploy", { readers: "CAN_MANAGE" })] },
    { environments: ["prod"] },
  );
  expect(changesMarkdown(matrixChanges(matrix, less), "main")).toContain(
    "| readers | job scoring, training | prod |  | CAN\\_VIEW |",
  );
  expect(changesMarkdown([], "main")).toBe("Nobody may do more or less than at `main`.");
});
