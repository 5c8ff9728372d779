import { accessMatrix } from "../matrix/build-matrix";
import type { AccessState } from "../state/access-state";
import { environment, estate, group, isolated, job, user } from "../testing/small-estate";
import { overviewOf } from "./overview";
import { productionAnswers } from "./overview-answers";

const people = ["readers", "runners-of-jobs", "writers", "ada"];

const state = estate({
  environments: [environment("dev", people), environment("prod", people)],
  principals: [
    { ...group("readers"), part: "dataScientists" },
    { ...group("writers"), part: "mlEngineers" },
    group("runners-of-jobs"),
    user("ada", "readers"),
  ],
  securables: [
    isolated(
      "prod",
      { readers: ["USE_CATALOG", "USE_SCHEMA", "SELECT"], writers: ["USE_CATALOG", "USE_SCHEMA", "MODIFY"] },
      ["dev"],
    ),
  ],
  objects: [job("training", { readers: "CAN_VIEW", "runners-of-jobs": "CAN_MANAGE_RUN" })],
});

const overviewFor = (given: AccessState) => overviewOf(accessMatrix(given));
const holder = (name: string, given = state) => overviewFor(given).holders.find((each) => each.name === name);

test("principals are counted by how far they reach in production", () => {
  expect(productionAnswers(overviewFor(state))).toEqual([
    { reach: "changes", question: "May change something in prod", who: ["ML engineers"] },
    { reach: "runs", question: "May run or use something in prod", who: ["runners-of-jobs"] },
    { reach: "looks", question: "May only look in prod", who: ["data scientists"] },
  ]);
});

test("what is read from another workspace counts for the environment that it is part of", () => {
  const seenFromDev = overviewOf(accessMatrix(state, { environments: ["dev", "prod"] }));
  const [readers] = seenFromDev.holders;
  expect(readers?.byEnvironment.get("dev")?.data).toEqual([]);
  expect(readers?.byEnvironment.get("prod")).toEqual({ data: ["read"], workspace: ["see"] });
});

test("who is in a group is named with it, and counted alone only for having more", () => {
  expect(holder("data scientists")?.members).toEqual(["ada"]);
  expect(holder("ada")).toBeUndefined();
  const given = { ...state, objects: [job("training", { ada: "CAN_MANAGE" })] };
  expect(holder("ada", given)?.byEnvironment.get("prod")?.workspace).toEqual(["manage"]);
  expect(productionAnswers(overviewFor(given))[0]?.who).toEqual(["ML engineers", "ada"]);
});

test("nobody is counted with a part for being called so", () => {
  const named = { ...state, principals: [...state.principals, group("data scientists")] };
  const given = { ...named, objects: [job("training", { "data scientists": "CAN_MANAGE" })] };
  const keys = overviewFor({
    ...given,
    environments: [environment("prod", [...people, "data scientists"])],
  }).holders.map(({ key }) => key);
  expect(keys).toContain("part/dataScientists");
  expect(keys).toContain("principal/data scientists");
});

test("the parts of the access model come first, in its order", () => {
  expect(overviewFor(state).holders.map(({ name }) => name)).toEqual([
    "data scientists",
    "ML engineers",
    "runners-of-jobs",
  ]);
});
