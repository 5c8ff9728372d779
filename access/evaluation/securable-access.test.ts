import type { Securable } from "../state/access-state";
import { estate, group, isolated, securable, user } from "../testing/small-estate";
import { Evaluator } from "./evaluator";
import type { Explanation } from "./explanation";

const people = [
  group("readers"),
  group("writers"),
  group("seniors", "readers"),
  user("ada@example.org", "seniors"),
  user("both@example.org", "readers", "writers"),
];

const READ = { readers: ["USE_CATALOG", "USE_SCHEMA", "SELECT"] };

/** Asks for a privilege on what lies where these are. */
function ask(
  securables: Securable[],
  principal: string,
  privilege: string,
  on = "table prod.delay.flights",
  environment = "prod",
): Explanation {
  const [type = "", name = ""] = on.split(" ");
  const known = securables.find((each) => each.type === type);
  const target = { sort: "securable", type: known?.type ?? "table", name } as const;
  const state = estate({ principals: people, securables });
  return new Evaluator(state).explain({ environment, principal, target, action: privilege });
}

const catalog = (grants: Record<string, string[]>) => securable("catalog", "prod", grants);
const schema = (grants: Record<string, string[]> = {}) => securable("schema", "prod.delay", grants);
const table = (grants: Record<string, string[]> = {}) => securable("table", "prod.delay.flights", grants);
const owned = (by: string, what: Securable): Securable => ({ ...what, owner: by });
const reasons = ({ steps }: Explanation): string => steps.map(({ text }) => text).join("\n");

test.each<[claim: string, Securable[], principal: string, privilege: string, allowed: boolean]>([
  ["a grant on a catalog reaches the tables in it", [catalog(READ), schema(), table()], "readers", "SELECT", true],
  ["a privilege gives no other one", [catalog(READ), schema(), table()], "readers", "MODIFY", false],
  ["who is granted nothing may do nothing", [catalog(READ), schema(), table()], "writers", "SELECT", false],
  ["without USE CATALOG a table is out of reach", [catalog({}), schema(READ), table(READ)], "readers", "SELECT", false],
  [
    "without USE SCHEMA a table is out of reach",
    [catalog({ readers: ["USE_CATALOG"] }), schema(), table({ readers: ["SELECT"] })],
    "readers",
    "SELECT",
    false,
  ],
  [
    "gates may be held each where it is",
    [catalog({ readers: ["USE_CATALOG"] }), schema({ readers: ["USE_SCHEMA"] }), table({ readers: ["SELECT"] })],
    "readers",
    "SELECT",
    true,
  ],
  [
    "ALL PRIVILEGES gives what reads",
    [catalog({ readers: ["ALL_PRIVILEGES"] }), schema(), table()],
    "readers",
    "SELECT",
    true,
  ],
  [
    "ALL PRIVILEGES leaves MANAGE out",
    [catalog({ readers: ["ALL_PRIVILEGES"] }), schema(), table()],
    "readers",
    "MANAGE",
    false,
  ],
  [
    "MANAGE gives no data",
    [catalog({ readers: ["USE_CATALOG", "USE_SCHEMA", "MANAGE"] }), schema(), table()],
    "readers",
    "SELECT",
    false,
  ],
  [
    "MANAGE reaches what lies inside",
    [catalog({ readers: ["USE_CATALOG", "USE_SCHEMA", "MANAGE"] }), schema(), table()],
    "readers",
    "MANAGE",
    true,
  ],
  ["MANAGE takes the gates", [catalog({}), schema(), table({ readers: ["MANAGE"] })], "readers", "MANAGE", false],
  ["BROWSE takes no gates", [catalog({ readers: ["BROWSE"] }), schema(), table()], "readers", "BROWSE", true],
  ["BROWSE shows no data", [catalog({ readers: ["BROWSE"] }), schema(), table()], "readers", "SELECT", false],
  ["a group in a group holds what that holds", [catalog(READ), schema(), table()], "ada@example.org", "SELECT", true],
  [
    "what two groups hold comes together in who is in both",
    [catalog({ readers: ["USE_CATALOG"], writers: ["USE_SCHEMA", "MODIFY"] }), schema(), table()],
    "both@example.org",
    "MODIFY",
    true,
  ],
  [
    "an owner holds everything on what is theirs",
    [catalog({ readers: ["USE_CATALOG", "USE_SCHEMA"] }), schema(), owned("readers", table())],
    "readers",
    "MODIFY",
    true,
  ],
  ["an owner needs the gates too", [catalog({}), schema(), owned("readers", table())], "readers", "SELECT", false],
  [
    "a schema's owner does not by that read its tables",
    [catalog({ readers: ["USE_CATALOG"] }), owned("readers", schema()), table()],
    "readers",
    "SELECT",
    false,
  ],
  [
    "a schema's owner manages its tables",
    [catalog({ readers: ["USE_CATALOG"] }), owned("readers", schema()), table()],
    "readers",
    "MANAGE",
    true,
  ],
  [
    "a catalog's owner manages everything in it",
    [owned("readers", catalog({})), schema(), table()],
    "readers",
    "MANAGE",
    true,
  ],
  [
    "a grant to everyone in the account is a grant to each",
    [catalog({ "account users": ["USE_CATALOG", "USE_SCHEMA", "SELECT"] }), schema(), table()],
    "writers",
    "SELECT",
    true,
  ],
])("%s", (_claim, securables, principal, privilege, allowed) => {
  expect(ask(securables, principal, privilege).allowed).toBe(allowed);
});

test("the metastore's owner manages everything, and reads nothing by that", () => {
  const metastore = owned("readers", securable("metastore", "metastore-1"));
  expect(ask([metastore, catalog({}), schema(), table()], "readers", "MANAGE").allowed).toBe(true);
  expect(ask([metastore, catalog({}), schema(), table()], "readers", "SELECT").allowed).toBe(false);
});

test("what lies in a schema may be asked of the schema, and of the catalog, as a whole", () => {
  const securables = [catalog({ readers: ["USE_CATALOG"] }), schema({ readers: ["USE_SCHEMA", "SELECT"] })];
  expect(ask(securables, "readers", "SELECT", "schema prod.delay").allowed).toBe(true);
  expect(ask(securables, "readers", "SELECT", "catalog prod").allowed).toBe(false);
  const granted = [catalog(READ), schema()];
  expect(ask(granted, "readers", "SELECT", "catalog prod").allowed).toBe(true);
});

test("to make something in a schema is to pass through it", () => {
  const create = { readers: ["CREATE_TABLE"] };
  expect(
    ask([catalog({ readers: ["USE_CATALOG"] }), schema(create)], "readers", "CREATE_TABLE", "schema prod.delay")
      .allowed,
  ).toBe(false);
  const through = { readers: ["CREATE_TABLE", "USE_SCHEMA"] };
  expect(
    ask([catalog({ readers: ["USE_CATALOG"] }), schema(through)], "readers", "CREATE_TABLE", "schema prod.delay")
      .allowed,
  ).toBe(true);
});

test("a catalog that is isolated is not reached from a workspace that it is not bound to, by its owner either", () => {
  const securables = [owned("readers", isolated("prod", READ)), schema(), table()];
  expect(ask(securables, "readers", "SELECT", undefined, "prod").allowed).toBe(true);
  expect(ask(securables, "readers", "SELECT", undefined, "dev").allowed).toBe(false);
  expect(ask(securables, "readers", "MANAGE", undefined, "dev").allowed).toBe(false);
});

test("a read-only binding leaves reading, and takes writing and managing", () => {
  const work = { readers: ["USE_CATALOG", "USE_SCHEMA", "SELECT", "MODIFY", "CREATE_TABLE", "MANAGE"] };
  const securables = [isolated("prod", work, ["dev"]), schema(), table()];
  for (const [privilege, allowed] of [
    ["SELECT", true],
    ["MODIFY", false],
    ["CREATE_TABLE", false],
    ["MANAGE", false],
  ] as const) {
    const on = privilege === "CREATE_TABLE" ? "schema prod.delay" : undefined;
    expect([privilege, ask(securables, "readers", privilege, on, "dev").allowed]).toEqual([privilege, allowed]);
    expect(ask(securables, "readers", privilege, on, "prod").allowed).toBe(true);
  }
});

test("a workspace of another metastore reaches nothing", () => {
  const elsewhere = [catalog(READ), schema(), table()].map((each) => ({ ...each, metastore: "metastore-2" }));
  expect(reasons(ask(elsewhere, "readers", "SELECT"))).toContain("another metastore");
});

test("who is not in the workspace is refused before anything else is looked at", () => {
  const state = estate({
    principals: [...people, user("outsider@example.org")],
    securables: [catalog({ "outsider@example.org": ["ALL_PRIVILEGES"] }), schema(), table()],
  });
  const target = { sort: "securable", type: "table", name: "prod.delay.flights" } as const;
  const question = { environment: "prod", principal: "outsider@example.org", target, action: "SELECT" };
  const explanation = new Evaluator(state).explain(question);
  expect(explanation.allowed).toBe(false);
  expect(explanation.steps).toHaveLength(1);
});

test("the reasons name the way from the principal to the grant, what it reaches, and the binding", () => {
  expect(reasons(ask([isolated("prod", READ), schema(), table()], "ada@example.org", "SELECT"))).toBe(
    [
      "the workspace of prod is assigned to readers, which ada@example.org is in through seniors",
      "the entitlement workspace-access is given to readers, which ada@example.org is in through seniors",
      "catalog prod is bound to the workspace of prod, read-write",
      "USE CATALOG on catalog prod is granted to readers, which ada@example.org is in through seniors",
      "USE SCHEMA on catalog prod is granted to readers, which ada@example.org is in through seniors, and holds for schema prod.delay in it",
      "SELECT on catalog prod is granted to readers, which ada@example.org is in through seniors, and holds for table prod.delay.flights in it",
    ].join("\n"),
  );
});

test("a refusal ends with what is missing and where it was looked for", () => {
  const { allowed, steps } = ask([catalog(READ), schema(), table()], "readers", "MODIFY");
  expect(allowed).toBe(false);
  expect(steps.at(-1)?.text).toBe(
    "MODIFY is granted neither to readers nor to a group that it is in, on any of: table prod.delay.flights, schema prod.delay, catalog prod, metastore metastore-1",
  );
});
