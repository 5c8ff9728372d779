import { AccessError } from "../access-error";
import type { AccessState } from "../state/access-state";
import { environment, estate, group, job, servicePrincipal, user } from "../testing/small-estate";
import { Evaluator } from "./evaluator";
import type { Target } from "./explanation";

const training: Target = { sort: "object", kind: "jobs", name: "training", environment: "prod" };

const allows = (state: AccessState, principal: string, target: Target, action: string): boolean =>
  new Evaluator(state).explain({ environment: "prod", principal, target, action }).allowed;

test("a level on an object includes the weaker ones and no stronger one", () => {
  const state = estate({ objects: [job("training", { readers: "CAN_MANAGE_RUN" })] });
  const held = ["CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE"].map((level) => allows(state, "readers", training, level));
  expect(held).toEqual([true, true, false]);
});

test("who administers a workspace manages its objects without being on their lists", () => {
  const admins = environment("prod", ["readers"], { assignments: [{ principal: "readers", permission: "ADMIN" }] });
  const state = estate({ environments: [admins], objects: [job("training", {})] });
  expect(allows(state, "readers", training, "CAN_MANAGE")).toBe(true);
});

test("not even administrators act as a service principal that they were given no role on", () => {
  const admins = environment("prod", ["readers"], { assignments: [{ principal: "readers", permission: "ADMIN" }] });
  const target: Target = { sort: "object", kind: "service-principals", name: "runner", environment: "prod" };
  const identity = { ...job("runner", {}), kind: "service-principals" as const };
  const given = { ...identity, permissions: [{ principal: "readers", level: "roles/servicePrincipal.user" }] };
  expect(
    allows(estate({ environments: [admins], objects: [identity] }), "readers", target, "roles/servicePrincipal.user"),
  ).toBe(false);
  expect(
    allows(estate({ environments: [admins], objects: [given] }), "readers", target, "roles/servicePrincipal.user"),
  ).toBe(true);
});

test("a job's reasons say as whom its runs act", () => {
  const state = estate({
    principals: [group("readers"), servicePrincipal("4711", "prod-runner")],
    objects: [job("training", { readers: "CAN_MANAGE_RUN" }, "4711")],
  });
  const question = { environment: "prod", principal: "readers", target: training, action: "CAN_MANAGE_RUN" };
  expect(new Evaluator(state).explain(question).steps.at(-1)?.text).toBe(
    "runs of job training act as prod-runner, whoever starts them",
  );
});

test("a workspace opens to who is assigned and entitled, and to nobody else", () => {
  const workspace: Target = { sort: "workspace", environment: "prod" };
  const state = estate({
    principals: [group("readers"), group("writers"), user("outsider@example.org")],
    environments: [
      environment("prod", ["readers", "writers"], {
        entitlements: [{ principal: "readers", entitlements: ["workspace-access"] }],
      }),
    ],
  });
  expect(allows(state, "readers", workspace, "open workspace")).toBe(true);
  expect(allows(state, "writers", workspace, "open workspace")).toBe(false);
  expect(allows(state, "outsider@example.org", workspace, "open workspace")).toBe(false);
  expect(allows(state, "readers", workspace, "use SQL")).toBe(false);
  expect(allows(state, "readers", workspace, "administer workspace")).toBe(false);
});

test("what everybody in a workspace is entitled to, each of them is", () => {
  const entitlements = [{ principal: "users", entitlements: ["workspace-access", "databricks-sql-access"] }];
  const state = estate({ environments: [environment("prod", ["readers"], { entitlements })] });
  expect(allows(state, "readers", { sort: "workspace", environment: "prod" }, "use SQL")).toBe(true);
  expect(allows(state, "writers", { sort: "workspace", environment: "prod" }, "use SQL")).toBe(false);
});

test("a SQL warehouse takes the entitlement to use SQL besides", () => {
  const warehouse = { ...job("lakestage", { readers: "CAN_USE" }), kind: "sql/warehouses" as const };
  const target: Target = { sort: "object", kind: "sql/warehouses", name: "lakestage", environment: "prod" };
  const entitlements = [{ principal: "readers", entitlements: ["workspace-access", "databricks-sql-access"] }];
  expect(allows(estate({ objects: [warehouse] }), "readers", target, "CAN_USE")).toBe(false);
  const environments = [environment("prod", ["readers"], { entitlements })];
  expect(allows(estate({ environments, objects: [warehouse] }), "readers", target, "CAN_USE")).toBe(true);
});

test("groups that contain each other are an error that names them", () => {
  const principals = [group("a", "b"), group("b", "c"), group("c", "a"), user("ada@example.org", "a")];
  expect(() => new Evaluator(estate({ principals }))).toThrow(
    new AccessError(
      "Groups contain each other: a is in b is in c is in a. Take one of them out of the other, in the account's directory.",
    ),
  );
});

test("what is not known is an error, and never allowed or refused", () => {
  const state = estate({ objects: [job("training", {})] });
  expect(() => allows(state, "nobody", training, "CAN_VIEW")).toThrow('no principal "nobody"');
  expect(() => allows(state, "readers", training, "SELECT")).toThrow('"SELECT" is nothing that can be done there');
  expect(() => allows(state, "readers", { ...training, name: "scoring" }, "CAN_VIEW")).toThrow(
    "no job scoring in prod",
  );
  const table: Target = { sort: "securable", type: "table", name: "prod.delay.flights" };
  expect(() => allows(state, "readers", table, "SELECT")).toThrow("no table prod.delay.flights");
});
