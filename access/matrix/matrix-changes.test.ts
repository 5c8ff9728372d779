import type { AccessState } from "../state/access-state";
import { estate, group, securable, servicePrincipal } from "../testing/small-estate";
import { accessMatrix } from "./build-matrix";
import { matrixChanges } from "./matrix-changes";

const READ = ["USE_CATALOG", "USE_SCHEMA", "SELECT"];
const matrixOf = (state: AccessState) => accessMatrix(state, { environments: ["prod"] });
const catalog = (readers: string[]) => estate({ securables: [securable("catalog", "prod", { readers })] });

test("a change is what is added and what is taken away, for each principal and thing", () => {
  expect(matrixChanges(matrixOf(catalog(READ)), matrixOf(catalog(["USE_CATALOG", "USE_SCHEMA", "MODIFY"])))).toEqual([
    {
      environment: "prod",
      target: { sort: "securable", type: "catalog", name: "prod" },
      principal: "readers",
      added: ["MODIFY"],
      removed: ["SELECT"],
    },
  ]);
});

test("without a change there is nothing to say", () => {
  expect(matrixChanges(matrixOf(catalog(READ)), matrixOf(catalog(READ)))).toEqual([]);
});

test("what is gone is taken away, and what is new is added", () => {
  const [gone] = matrixChanges(matrixOf(catalog(READ)), matrixOf(estate()));
  expect([gone?.added, gone?.removed]).toEqual([[], ["USE_CATALOG", "USE_SCHEMA", "SELECT"]]);
  const [made] = matrixChanges(matrixOf(estate()), matrixOf(catalog(READ)));
  expect([made?.added, made?.removed]).toEqual([["USE_CATALOG", "USE_SCHEMA", "SELECT"], []]);
});

test("a service principal is the same one under another application id", () => {
  const withRunner = (id: string) =>
    matrixOf(
      estate({
        principals: [group("readers"), servicePrincipal(id, "runner", "readers")],
        securables: [securable("catalog", "prod", { readers: READ, [id]: ["MODIFY"] })],
      }),
    );
  expect(matrixChanges(withRunner("1"), withRunner("2"))).toEqual([]);
});
