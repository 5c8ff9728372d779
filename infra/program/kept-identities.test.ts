import { join } from "node:path";
import { refusal } from "../declaration/recorder";
import { declaredBy, type Engine, platformOutputs } from "../testing/declared-resources";
import { runStack } from "./run-stack";

const CHECKOUT = join(__dirname, "../..");
const IDENTITY = "databricks:index/servicePrincipal:ServicePrincipal";

/** The last deployment knew a project that has no file any more, and took snapshots of its tables. */
const LAST = {
  ...platformOutputs("prod"),
  projects: { "flight-delay": { runner: "one" }, gone: { runner: "two", snapshots: "three" } },
};

async function identities(engine: Engine): Promise<string[]> {
  const declared = await declaredBy(() => runStack(CHECKOUT), {
    stack: "prod.platform",
    outputs: { "prod.platform": LAST },
    ...engine,
  });
  return declared
    .ofType(IDENTITY)
    .map(({ name }) => name)
    .filter((name) => name.startsWith("gone"));
}

it("are those of a project whose file is gone, for as long as its stack has something", async () => {
  const outputs = { "prod.platform": LAST, "prod.gone": { schema: "prod.gone" } };
  expect(await identities({ outputs })).toEqual(["gone-runner-service-principal"]);
});

it("go once its stack has nothing any more, or is not there", async () => {
  expect(await identities({})).toEqual([]);
  const unknown = () => {
    throw refusal('unknown stack "organization/lakestage/prod.gone"');
  };
  expect(await identities({ found: { "pulumi:pulumi:readStackResourceOutputs": unknown } })).toEqual([]);
});

it("stay where it cannot be read whether the stack has something", async () => {
  const refused = () => {
    throw refusal("403");
  };
  expect(await identities({ found: { "pulumi:pulumi:readStackResourceOutputs": refused } })).toEqual([
    "gone-runner-service-principal",
  ]);
});
