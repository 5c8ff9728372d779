import type { Placed, Reach, Thing } from "../reach";
import { reachJson } from "./reach-json";
import { reachText } from "./reach-text";

const thing = (word: string, name: string, environment?: string): Thing => ({
  key: `${word}/${environment}/${name}`,
  word,
  name,
  ...(environment !== undefined && { environment }),
});

const identity = thing("service principal", "dev-deployment", "dev");
const workspace = thing("workspace", "dev", "dev");

const cause = { urn: "urn:pulumi:dev::lakestage::databricks:index/x:X::members", property: "permissions" };

function reached(to: Thing, more: Partial<Placed> = {}): Placed {
  const administers = { from: identity.key, to: workspace.key, why: "it administers the workspace", cause };
  const manages = { from: workspace.key, to: to.key, why: `admins manage ${to.name}` };
  const chain = [administers, manages].map((step) => ({ ...step, needs: "control", gives: "control" }) as const);
  return { thing: to, power: "control", leaves: false, chain, ...more };
}

const reach: Reach = {
  identity,
  pipelines: ["repo:acme/mlops:environment:dev"],
  reached: [
    ...["one", "two", "three", "four"].map((name) => reached(thing("job", name, "dev"))),
    reached(thing("group", "runners", "dev")),
    reached(thing("catalog", "prod", "prod"), { power: "read", intended: "unityCatalog.readOnlyIn of prod" }),
    reached(thing("account", "42"), { leaves: true }),
  ],
  unreached: [thing("job", "five", "prod"), thing("job", "six", "prod"), thing("metastore", "m")],
};

test("what leaves comes first; what is reached in one way stands in one line, with its chain", () => {
  expect(
    reachText(reach),
  ).toBe(`service principal dev-deployment of dev, which is whoever shows a token of repo:acme/mlops:environment:dev

Leaves dev:
✗ account 42 (the account's)
      it administers the workspace: members.permissions of stack dev
      admins manage 42

Acts as
  group runners
      it administers the workspace: members.permissions of stack dev
      admins manage runners

Controls
  job one, two, three and 1 more
      it administers the workspace: members.permissions of stack dev
      admins manage one

Reads
  catalog prod, as unityCatalog.readOnlyIn of prod says
      it administers the workspace: members.permissions of stack dev
      admins manage prod

Does not reach
  prod: job ×2
  the account's and the directory's: metastore`);
});

test("it is said that nothing leaves", () => {
  const inside = { ...reach, reached: reach.reached.filter(({ leaves }) => !leaves) };
  expect(reachText(inside)).toContain("Nothing leaves dev.");
});

test("as data, each reason has its resource", () => {
  expect(JSON.parse(reachJson(reach))).toMatchObject({
    version: 1,
    identity: { kind: "service principal", name: "dev-deployment", environment: "dev" },
    leaves: true,
    reached: expect.arrayContaining([
      {
        kind: "account",
        name: "42",
        power: "control",
        leaves: true,
        chain: [
          { text: "it administers the workspace", resource: cause.urn, property: "permissions" },
          { text: "admins manage 42" },
        ],
      },
    ]),
    unreached: expect.arrayContaining([{ kind: "metastore", name: "m" }]),
  });
});
