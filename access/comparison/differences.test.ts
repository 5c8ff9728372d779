import type { AccessState } from "../state/access-state";
import { environment, estate, group, isolated, job, securable, servicePrincipal, user } from "../testing/small-estate";
import { differences } from "./differences";

const READ = ["USE_CATALOG", "USE_SCHEMA", "SELECT"];

/** The same estate with its service principal's id as it is where it runs, and with more or other parts. */
function declaredOne(): AccessState {
  return estate({
    principals: [
      group("readers"),
      { ...group("runners"), membersAreDeclared: true, environments: ["prod"] },
      servicePrincipal("stand-in", "runner", "runners"),
    ],
    environments: [environment("dev", []), environment("prod", ["readers", "runners"])],
    securables: [
      { ...isolated("prod", { readers: READ }, ["dev"]), owner: "admins-of-data" },
      securable("schema", "prod.delay", { "stand-in": ["USE_SCHEMA", "MODIFY"] }, { project: "delay" }),
    ],
    objects: [{ ...job("training", { readers: "CAN_VIEW" }, "stand-in"), project: "delay" }],
  });
}

function running(change: (state: AccessState) => void = () => {}): AccessState {
  const state: AccessState = JSON.parse(JSON.stringify(declaredOne()).replaceAll('"stand-in"', '"4711"'));
  // The service makes its own workspace ids, owners, and entries for whoever made an object.
  const moved: AccessState = JSON.parse(JSON.stringify(state).replaceAll("workspace-of-", "9"));
  moved.source = "running";
  moved.principals.push(user("root@example.org"), user("outsider@example.org"));
  for (const each of moved.environments) each.assignments.push({ principal: "root@example.org", permission: "ADMIN" });
  moved.securables[1] = { ...(moved.securables[1] as AccessState["securables"][number]), owner: "root@example.org" };
  moved.objects[0]?.permissions.push(
    { principal: "root@example.org", level: "IS_OWNER" },
    { principal: "admins", level: "CAN_MANAGE", inheritedFrom: "/jobs/" },
  );
  change(moved);
  return moved;
}

const declared = (): AccessState => {
  const state = declaredOne();
  for (const each of state.environments) each.assignments.push({ principal: "root@example.org", permission: "ADMIN" });
  return state;
};

const found = (change?: (state: AccessState) => void) => differences(declared(), running(change));
const summary = (change?: (state: AccessState) => void) =>
  found(change).map(({ holds, stack, what, where, who }) => ({ what, stack, who, where, holds }));

test("an estate that runs as it is declared has no differences, whatever the service adds by itself", () => {
  expect(found()).toEqual([]);
});

test("a grant on something declared is found", () => {
  const change = (state: AccessState) =>
    void state.securables[0]?.grants.push({ principal: "outsider@example.org", privileges: ["SELECT"] });
  expect(summary(change)).toEqual([
    { what: "grant", stack: "prod.platform", who: "outsider@example.org", where: "catalog prod", holds: ["SELECT"] },
  ]);
});

test("of a grant, what goes beyond the declared privileges is found", () => {
  const change = (state: AccessState) => void state.securables[1]?.grants[0]?.privileges.push("MANAGE");
  expect(summary(change)).toEqual([
    { what: "grant", stack: "prod.delay", who: "runner", where: "schema prod.delay", holds: ["MANAGE"] },
  ]);
});

test("a grant on a table that pipelines made is found, with the statement that revokes it", () => {
  const table = securable("table", "prod.delay.flights", { readers: ["MODIFY"] }, { project: "delay" });
  const [difference] = found((state) => void state.securables.push(table));
  expect(difference).toMatchObject({ what: "grant", stack: "prod.delay", who: "readers", holds: ["MODIFY"] });
  expect(difference?.remove).toBe("REVOKE MODIFY ON TABLE `prod`.`delay`.`flights` FROM `readers`");
});

test("a catalog of the environment that nobody declares is found, with the statement that drops it", () => {
  const [difference] = found(
    (state) => void state.securables.push(isolated("lakestage_prod", { readers: ["USE_CATALOG"] })),
  );
  expect(difference).toMatchObject({ stack: "prod.platform", who: "readers", where: "catalog lakestage_prod" });
  expect(difference?.remove).toContain("DROP CATALOG `lakestage_prod` CASCADE");
});

test("what is no environment's is not looked at", () => {
  const { environment: _, ...elsewhere } = securable("catalog", "main", { readers: ["MODIFY"] });
  expect(found((state) => void state.securables.push(elsewhere))).toEqual([]);
});

test("a binding more, and a read-only one that became read-write, are found", () => {
  const change = (state: AccessState) => {
    state.securables[0]?.bindings.push({ workspaceId: "77", readOnly: true });
    for (const binding of state.securables[0]?.bindings ?? [])
      if (binding.workspaceId === "9dev") binding.readOnly = false;
  };
  expect(summary(change)).toEqual([
    { what: "binding", stack: "prod.platform", who: "workspace of dev", where: "catalog prod", holds: ["read-write"] },
    { what: "binding", stack: "prod.platform", who: "workspace 77", where: "catalog prod", holds: ["read-only"] },
  ]);
});

test("a binding comes with what puts it right", () => {
  const [difference] = found((state) => void state.securables[0]?.bindings.push({ workspaceId: "77", readOnly: true }));
  expect(difference?.binding).toEqual({
    securable: { type: "catalog", name: "prod" },
    workspaceId: "77",
    declaredReadOnly: false,
  });
});

test("what one resource declares the whole of is the engine's to take away, and nothing else is", () => {
  const onTable = securable("table", "prod.delay.flights", { readers: ["MODIFY"] }, { project: "delay" });
  const differing = found((state) => {
    state.securables[0]?.grants.push({ principal: "outsider@example.org", privileges: ["SELECT"] });
    state.securables[0]?.bindings.push({ workspaceId: "77", readOnly: true });
    state.securables.push(onTable);
    state.objects[0]?.permissions.push({ principal: "readers", level: "CAN_MANAGE" });
    state.principals.find(({ name }) => name === "outsider@example.org")?.memberOf.push("runners");
  });
  expect(differing.filter(({ authoritative }) => authoritative).map(({ where }) => where)).toEqual([
    "catalog prod",
    "job training of prod",
  ]);
  expect(differing.filter(({ authoritative }) => !authoritative).map(({ what, where }) => [what, where])).toEqual([
    ["binding", "catalog prod"],
    ["grant", "table prod.delay.flights"],
    ["membership", "group runners"],
  ]);
});

test("a catalog that is open to every workspace, and one with another owner, are found", () => {
  const open = (state: AccessState) => void Object.assign(state.securables[0] ?? {}, { isolated: false });
  expect(summary(open).map(({ what }) => what)).toEqual(["isolation"]);
  const taken = (state: AccessState) =>
    void Object.assign(state.securables[0] ?? {}, { owner: "outsider@example.org" });
  expect(summary(taken)).toEqual([
    {
      what: "ownership",
      stack: "prod.platform",
      who: "outsider@example.org",
      where: "catalog prod",
      holds: ["ownership"],
    },
  ]);
});

test("a stronger level on a job, and another identity that it runs as, are found", () => {
  const change = (state: AccessState) => {
    state.objects[0]?.permissions.push({ principal: "readers", level: "CAN_MANAGE_RUN" });
    Object.assign(state.objects[0] ?? {}, { runsAs: "outsider@example.org" });
  };
  expect(summary(change)).toEqual([
    {
      what: "permission",
      stack: "prod.delay",
      who: "readers",
      where: "job training of prod",
      holds: ["CAN_MANAGE_RUN"],
    },
    {
      what: "run-as",
      stack: "prod.delay",
      who: "outsider@example.org",
      where: "job training of prod",
      holds: ["run-as"],
    },
  ]);
});

test("a member more of a group whose members are declared is found; of people's groups, members are the directory's", () => {
  const join = (group: string) => (state: AccessState) =>
    void state.principals.find(({ name }) => name === "outsider@example.org")?.memberOf.push(group);
  expect(summary(join("runners"))).toEqual([
    {
      what: "membership",
      stack: "prod.platform",
      who: "outsider@example.org",
      where: "group runners",
      holds: ["membership"],
    },
  ]);
  expect(found(join("readers"))).toEqual([]);
});

test("who was let into a workspace, or entitled, by hand is found", () => {
  const change = (state: AccessState) => {
    const prod = state.environments.find(({ name }) => name === "prod");
    prod?.assignments.push({ principal: "outsider@example.org", permission: "USER" });
    prod?.entitlements.push({ principal: "readers", entitlements: ["allow-cluster-create"] });
  };
  expect(summary(change)).toEqual([
    {
      what: "assignment",
      stack: "prod.platform",
      who: "outsider@example.org",
      where: "workspace of prod",
      holds: ["USER"],
    },
    {
      what: "entitlement",
      stack: "prod.platform",
      who: "readers",
      where: "workspace of prod",
      holds: ["allow-cluster-create"],
    },
  ]);
});

test("every difference says how to take it away and how to keep it", () => {
  const table = securable("table", "prod.delay.flights", { readers: ["MODIFY"] });
  for (const { adopt, remove } of found((state) => void state.securables.push(table))) {
    expect(adopt).not.toBe("");
    expect(remove).not.toBe("");
  }
});
