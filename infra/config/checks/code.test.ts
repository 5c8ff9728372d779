import { problemsOf, TRAINS } from "../../testing/one-project";
import { removeProjects } from "../../testing/project-directory";

afterAll(removeProjects);

const PACKAGE = '[project]\nname = "lakestage-pipelines"\n[project.scripts]\nscore = "a:b"\n';

/** What the code of TRAINS says. */
const CODE = {
  tables: { journeys: { primaryKey: ["journey_id"], timestamp: null } },
  models: {
    lateness: { task: "classification", label: "late", slices: ["line"], hyperparameters: ["alpha", "l1_ratio"] },
  },
};

/** What is said of a project whose code is there, without file and place. */
const saidOf = (project: string, code: unknown = { trains: CODE }): string[] =>
  problemsOf(
    {
      "trains.yaml": project,
      "../pipelines/pyproject.toml": PACKAGE,
      "../pipelines/generated/projects.json": typeof code === "string" ? code : JSON.stringify(code),
    },
    ["dev"],
  ).map((line) => line.replace(/^\S+ /, ""));

it("agrees with its file", () => {
  expect(saidOf(`${TRAINS}    hyperparameters: { alpha: 1 }\n    sliceGaps: { line: { f1: 0.1 } }\n`)).toEqual([]);
});

it.each([
  ["journeys: { primaryKey", "jouneys: { primaryKey", 'has no feature table "jouneys"; did you mean "journeys"?'],
  ["[journey_id]", "[train_id]", 'writes "journeys" with the primary key "journey_id"'],
  ["[journey_id]", "[journey_id], timestamp: departure", 'writes "journeys" without a time'],
  ["lateness:", "latness:", 'has no model "latness"; did you mean "lateness"?'],
  ["task: classification", "task: regression", 'trains "lateness" for classification'],
  ["label: late", "label: delayed", 'predicts "late"'],
  ["label: late", "label: late\n    hyperparameters: { alhpa: 1 }", 'no hyperparameter "alhpa"; did you mean "alpha"?'],
  ["label: late", "label: late\n    sliceGaps: { lines: { f1: 1 } }", 'no slices by "lines"; did you mean "line"?'],
])("where it says %s, is held against %s", (right, wrong, message) => {
  expect(saidOf(TRAINS.replace(right, wrong))).toEqual([expect.stringContaining(message)]);
});

it("names the time that the file leaves out", () => {
  const timed = { trains: { ...CODE, tables: { journeys: { primaryKey: ["journey_id"], timestamp: "departure" } } } };
  expect(saidOf(TRAINS, timed)).toEqual([expect.stringContaining('writes "journeys" with the time "departure"')]);
});

it("knows a model by the name that it is deployed under", () => {
  const renamed = TRAINS.replace("lateness:", "delays:").replace("task:", "previously: lateness\n    task:");
  expect(saidOf(renamed)).toEqual([]);
});

it.each([["{"], ["[]"], ['{"trains": {}}'], [JSON.stringify({ ships: CODE })]])(
  "that says nothing of the project is not held against its file: %s",
  (text) => {
    expect(saidOf(TRAINS.replace("label: late", "label: delayed"), text)).toEqual([]);
  },
);
