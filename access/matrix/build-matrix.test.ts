import { nameOf, wordOf } from "../evaluation/words";
import { environment, estate, group, isolated, job, securable, user } from "../testing/small-estate";
import type { AccessMatrix } from "./access-matrix";
import { accessMatrix } from "./build-matrix";

const READ = ["USE_CATALOG", "USE_SCHEMA", "SELECT"];

const holders = ({ rows }: AccessMatrix, from: string, what: string): string[] =>
  rows
    .filter(({ environment: from_, target }) => from_ === from && `${wordOf(target)} ${nameOf(target)}` === what)
    .flatMap(({ cells }) => cells.map(({ principal }) => principal));

test("a catalog has a row in each workspace that it is bound to, and in no other one", () => {
  const state = estate({
    environments: [environment("dev", []), environment("prod", []), environment("test", [])],
    securables: [isolated("prod", {}, ["dev"]), securable("schema", "prod.delay")],
  });
  const seen = accessMatrix(state).rows.filter(({ target }) => wordOf(target) === "schema");
  expect(seen.map((row) => row.environment)).toEqual(["dev", "prod"]);
});

test("a member is named beside the group only for what the group may not do", () => {
  const state = estate({
    principals: [group("readers"), user("ada@example.org", "readers"), user("bob@example.org", "readers")],
    securables: [securable("catalog", "prod", { readers: READ, "bob@example.org": ["MODIFY"] })],
  });
  const matrix = accessMatrix(state);
  expect(holders(matrix, "prod", "catalog prod")).toEqual(["readers", "bob@example.org"]);
});

test("a principal that is named has cells even where its groups may do as much", () => {
  const state = estate({
    principals: [group("readers"), user("ada@example.org", "readers")],
    securables: [securable("catalog", "prod", { readers: READ })],
  });
  const matrix = accessMatrix(state, { named: ["ada@example.org"] });
  expect(holders(matrix, "prod", "catalog prod")).toEqual(["readers", "ada@example.org"]);
});

test("what two groups only give together is seen with who is in both", () => {
  const state = estate({
    principals: [group("readers"), group("writers"), user("both@example.org", "readers", "writers")],
    securables: [securable("catalog", "prod", { readers: ["USE_CATALOG"], writers: ["USE_SCHEMA", "SELECT"] })],
  });
  const [both] = accessMatrix(state, { principal: "both@example.org" }).rows.filter(
    ({ target }) => wordOf(target) === "catalog",
  );
  expect(both?.cells[0]?.may).toContain("SELECT");
  expect(holders(accessMatrix(state), "prod", "catalog prod")).toContain("both@example.org");
});

test("of one principal, there are rows for what it may do something with", () => {
  const state = estate({ objects: [job("training", { readers: "CAN_VIEW" }), job("scoring", {})] });
  const { rows } = accessMatrix(state, { principal: "readers", environments: ["prod"] });
  expect(rows.map(({ target }) => nameOf(target))).toEqual(["prod", "training"]);
});

test("stacks select what they declare, wherever it is seen from", () => {
  const state = estate({
    securables: [
      securable("catalog", "prod"),
      securable("schema", "prod.delay", {}, { project: "delay" }),
      securable("catalog", "dev", {}, { environment: "dev" }),
    ],
  });
  const { rows } = accessMatrix(state, { stacks: ["prod.delay"] });
  expect(rows.map(({ environment: from, target }) => `${nameOf(target)} from ${from}`)).toEqual([
    "prod.delay from dev",
    "prod.delay from prod",
  ]);
});
