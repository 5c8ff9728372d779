import { type Answer, DatabricksStub, Refused, STUB_TOKEN } from "../../databricks-client/testing/databricks-stub";
import { readDeployment } from "../engine/deployment";
import type { Stack } from "../stacks/stacks";
import type { Target } from "../targets/target";
import { waitedForAndThere } from "./waiting-tables";

const PROJECT: Stack = { name: "dev.trains", kind: "project", environment: "dev", dependsOn: [] };

let stub: DatabricksStub;
afterEach(() => stub.stop());

/** What is there of what a stack waits for, in a workspace that answers so on tables. */
async function found(
  waiting: object[],
  answers: Record<string, Answer>,
  token: { token?: string } = { token: STUB_TOKEN },
): Promise<string[]> {
  const paths = Object.entries(answers).map(([table, answer]) => [
    `/api/2.1/unity-catalog/tables/${table}/exists`,
    answer,
  ]);
  stub = await DatabricksStub.start(Object.fromEntries(paths));
  const states: Record<string, object> = { "dev.platform": { workspaceUrl: stub.host }, "dev.trains": { waiting } };
  const target: Pick<Target, "name" | "deployment" | "databricksToken"> = {
    name: "sandbox",
    deployment: async (name) => {
      const root = { urn: "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s", type: "pulumi:pulumi:Stack" };
      const resources = [{ ...root, outputs: states[name] ?? {} }];
      return readDeployment(JSON.stringify({ version: 3, deployment: { resources } }));
    },
    databricksToken: async () => token.token,
  };
  return await waitedForAndThere(target as Target, PROJECT);
}

const waits = (what: string, ...tables: string[]): object => ({ what, for: `table ${tables.join(", ")}`, tables });
const THERE = { table_exists: true };
const NOT_THERE = { table_exists: false };

test("tables that a deployment has made are told where something has all that it waits for", async () => {
  const waiting = [
    { what: "serving endpoint trains", for: "a Champion of dev.trains.trains" },
    waits("monitor requests", "dev.trains.requests_payload"),
    waits("alert late", "dev.trains.requests_payload", "dev.trains.metrics"),
    waits("monitor predictions", "dev.trains.predictions"),
  ];
  const answers = {
    "dev.trains.requests_payload": THERE,
    "dev.trains.metrics": NOT_THERE,
    "dev.trains.predictions": NOT_THERE,
  };
  expect(await found(waiting, answers)).toEqual(["dev.trains.requests_payload"]);
  expect(stub.asked).toHaveLength(3);
});

test("nothing is asked where nothing waits for a table, as where an earlier version deployed", async () => {
  expect(await found([{ what: "monitor requests", for: "table dev.trains.requests_payload" }], {})).toEqual([]);
  expect(stub.asked).toEqual([]);
});

test("nothing is known where there is no token, or nobody may look", async () => {
  const waiting = [waits("monitor requests", "dev.trains.requests_payload")];
  const refused = { "dev.trains.requests_payload": new Refused(403, "PERMISSION_DENIED", "no") };
  expect(await found(waiting, refused)).toEqual([]);
  await stub.stop();
  expect(await found(waiting, { "dev.trains.requests_payload": THERE }, {})).toEqual([]);
  expect(stub.asked).toEqual([]);
});
