import type { AccessState, Principal } from "../state/access-state";
import { environment, estate, group, inProject, securable, servicePrincipal } from "../testing/small-estate";
import { accessMatrix } from "./build-matrix";
import { matrixChanges } from "./matrix-changes";

const READ = ["USE_CATALOG", "USE_SCHEMA", "SELECT"];
const CHANGE = ["USE_CATALOG", "USE_SCHEMA", "MODIFY"];
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
      isPeople: true,
      stage: "production",
      reach: "changes",
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

test("who was put into a group may do what the group may, and is told", () => {
  const withMember = (...memberOf: string[]) =>
    matrixOf(
      estate({
        principals: [group("readers"), servicePrincipal("1", "robot", ...memberOf)],
        securables: [securable("catalog", "prod", { readers: READ })],
      }),
    );
  const robot = { principal: "robot", stage: "production", isPeople: false };
  expect(matrixChanges(withMember(), withMember("readers"))).toMatchObject([
    { ...robot, added: ["open workspace"] },
    { ...robot, added: READ },
  ]);
  expect(matrixChanges(withMember("readers"), withMember())).toMatchObject([
    { ...robot, removed: ["open workspace"] },
    { ...robot, removed: READ },
  ]);
});

describe("with a new project", () => {
  const OWN = ["USE_SCHEMA", "SELECT", "MODIFY"];
  const runner = (project: string): Principal => ({
    ...servicePrincipal(`id-of-${project}`, `${project}-run`),
    part: "runner",
    environments: ["prod"],
    project,
  });
  const readers: Principal = { ...group("readers"), part: "dataScientists" };
  const withProjects = (projects: Record<string, Record<string, string[]>>) => {
    const principals = [readers, ...Object.keys(projects).map(runner)];
    const everybody = principals.map(({ name }) => name);
    const seeing = Object.fromEntries(everybody.map((name) => [name, ["USE_CATALOG"]]));
    return matrixOf(
      estate({
        principals,
        environments: [environment("prod", everybody)],
        securables: [securable("catalog", "prod", seeing)].concat(
          Object.entries(projects).map(([name, grants]) =>
            inProject(
              name,
              securable("schema", `prod.${name}`, { [`id-of-${name}`]: OWN, readers: ["USE_SCHEMA"], ...grants }),
            ),
          ),
        ),
      }),
    );
  };
  const changesWith = (grants: Record<string, string[]>) =>
    matrixChanges(withProjects({ delay: {} }), withProjects({ delay: {}, churn: grants }));

  test("what others of its kind have is usual", () => {
    const changes = changesWith({});
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.every(({ usualFor }) => usualFor === "project churn")).toBe(true);
  });

  test("more than others have is not, be it for people or for another project's identity", () => {
    const unusual = changesWith({ readers: ["USE_SCHEMA", "MODIFY"], "id-of-delay": ["USE_SCHEMA", "MODIFY"] }).filter(
      (each) => !each.usualFor,
    );
    expect(unusual.map(({ principal }) => principal)).toEqual(["readers", "delay-run"]);
  });
});

test("production comes first, then people before identities, then what goes farthest", () => {
  const given = { readers: READ, "1": CHANGE, people: CHANGE };
  const catalogs = (holders: Record<string, string[]>) =>
    accessMatrix(
      estate({
        principals: [group("readers"), servicePrincipal("1", "robot"), group("people")],
        environments: [environment("dev", Object.keys(given)), environment("prod", Object.keys(given))],
        securables: [
          securable("catalog", "dev", holders, { environment: "dev" }),
          securable("catalog", "prod", holders),
        ],
      }),
    );
  const changes = matrixChanges(catalogs({}), catalogs(given), [
    { name: "dev", stage: "development" },
    { name: "prod", stage: "production" },
  ]);
  const inProduction = changes.filter(({ stage }) => stage === "production").map(({ principal }) => principal);
  expect([...new Set(inProduction)]).toEqual(["people", "readers", "robot"]);
  expect(changes[0]?.stage).toBe("production");
});
