import { join } from "node:path";
import { declaredAccess } from "../../access/declared/declared-state";
import { Evaluator } from "../../access/evaluation/evaluator";
import type { Target } from "../../access/evaluation/explanation";
import { accessMatrix } from "../../access/matrix/build-matrix";
import { verbOf } from "../../access/matrix/verbs";
import type { AccessState } from "../../access/state/access-state";
import { declareEstate } from "../../infra/declaration";

/** The checkout's own estate: three environments, two projects. */
let state: AccessState;
let evaluator: Evaluator;

beforeAll(async () => {
  state = declaredAccess(await declareEstate(join(__dirname, "../..")));
  evaluator = new Evaluator(state);
}, 60_000);

const schema = (name: string): Target => ({ sort: "securable", type: "schema", name });
const allows = (environment: string, principal: string, target: Target, action: string): boolean =>
  evaluator.explain({ environment, principal, target, action }).allowed;

/** Name of the principal that people know by this one. */
const named = (displayName: string): string =>
  state.principals.find((principal) => principal.displayName === displayName)?.name ?? displayName;

test("data scientists read production, from its workspace and from development's", () => {
  for (const environment of ["prod", "dev"]) {
    for (const privilege of ["SELECT", "READ_VOLUME", "EXECUTE", "BROWSE"]) {
      expect([privilege, allows(environment, "data-scientists", schema("prod.flight_delay"), privilege)]).toEqual([
        privilege,
        true,
      ]);
    }
  }
});

test("people write, make, run and manage nothing that is production's", () => {
  const { rows } = accessMatrix(state);
  const beyond = rows
    .filter(({ partOf }) => partOf === "prod")
    .flatMap(({ cells, target }) =>
      cells
        .filter(({ part }) => part === "dataScientists" || part === "mlEngineers")
        .flatMap(({ may, principal }) => may.map((action) => ({ principal, action, target }))),
    )
    .filter(({ action }) => !["see", "read"].includes(verbOf(action)));
  expect(beyond).toEqual([]);
});

test("data scientists work in development", () => {
  for (const privilege of ["SELECT", "MODIFY", "CREATE_TABLE", "CREATE_MODEL"]) {
    expect(allows("dev", "data-scientists", schema("dev.flight_delay"), privilege)).toBe(true);
  }
  expect(allows("dev", "data-scientists", schema("dev.flight_delay"), "MANAGE")).toBe(false);
});

test("a run identity writes to its own project's schema, and only in its environment", () => {
  const runner = named("lakestage-prod-flight-delay");
  expect(allows("prod", runner, schema("prod.flight_delay"), "MODIFY")).toBe(true);
  expect(allows("prod", runner, schema("prod.diabetes_progression"), "SELECT")).toBe(false);
  expect(allows("dev", runner, schema("dev.flight_delay"), "SELECT")).toBe(false);
});

test("a pipeline deploys its own environment, and changes no other one", () => {
  const pipeline = named("lakestage-dev-deployment");
  expect(allows("dev", pipeline, schema("dev.flight_delay"), "MANAGE")).toBe(true);
  expect(allows("dev", pipeline, schema("prod.flight_delay"), "MODIFY")).toBe(false);
  expect(allows("prod", pipeline, schema("prod.flight_delay"), "BROWSE")).toBe(false);
});

test("what lies in a folder is given what the folder gives, and says that it comes from there", () => {
  const query = state.objects.find(({ environment, kind }) => kind === "sql/queries" && environment === "prod");
  expect(query?.permissions).toContainEqual({
    principal: named("lakestage-prod-flight-delay"),
    level: "CAN_READ",
    inheritedFrom: "/Projects/flight-delay",
  });
});

test("jobs run as their project's identity, which only deployers may act as", () => {
  const runner = named("lakestage-prod-flight-delay");
  const jobs = state.objects.filter(
    ({ environment, kind, project }) => kind === "jobs" && environment === "prod" && project === "flight-delay",
  );
  expect(jobs.map(({ runsAs }) => runsAs)).toEqual(jobs.map(() => runner));
  const identity: Target = {
    sort: "object",
    kind: "service-principals",
    environment: "prod",
    name: "lakestage-prod-flight-delay",
  };
  const users = state.principals.filter(({ name }) => allows("prod", name, identity, "roles/servicePrincipal.user"));
  expect(users.map(({ displayName }) => displayName).sort()).toEqual(["lakestage-prod-deployment", "platform-admins"]);
});

test("every list of permissions is about an object that is declared", () => {
  const withoutList = state.objects.filter(
    ({ kind, permissions }) => kind === "serving-endpoints" && permissions.length === 0,
  );
  expect(withoutList).toEqual([]);
});

test("only platform admins' groups administer, and only its own pipeline beside them", () => {
  for (const { assignments, name } of state.environments) {
    const admins = assignments.filter(({ permission }) => permission === "ADMIN").map(({ principal }) => principal);
    expect(admins.sort()).toEqual([named(`lakestage-${name}-deployment`), "platform-admins"].sort());
  }
});
