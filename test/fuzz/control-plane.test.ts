import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { catalogue, type Operation } from "../../sandbox/catalogue";
import { isAlive } from "../../sandbox/lifecycle";
import { services } from "../../sandbox/services/services";
import { Estate } from "../harness/estate";
import { Random } from "./random";
import { anyBytes, anyRequest, type FuzzedRequest, requestOf } from "./requests";

/** For each of the tests. Without it, which is `npm test`, the same requests are sent on every machine, however fast. */
const SECONDS = Number(process.env.LAKESTAGE_FUZZ_SECONDS ?? (process.env.LAKESTAGE_TEST_ALL === "1" ? 300 : 0));
const REQUESTS = 5000;
const LONG = SECONDS > 0 ? `${SECONDS} s` : `${REQUESTS} requests`;
/** What was found by one seed is found again by it. */
const SEED = Number(process.env.LAKESTAGE_FUZZ_SEED ?? 1);
const CLIENTS = 16;
const ANSWER_WITHIN_MILLISECONDS = 30_000;
/** What requests without a token may add to the process's memory, and what those with one may, which make objects. */
const MOST_GROWTH = { strangers: 80, principals: 500 };
const MEGABYTE = 1024 * 1024;
const NOT_IMPLEMENTED = 501;

const CATALOGUE = catalogue();
const ACCOUNT = "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001";
const METASTORE = "3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01";
const SUBSCRIPTION = "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";

jest.setTimeout((2 * SECONDS + 120) * 1000);

let estate: Estate;
let pid: number;

beforeAll(async () => {
  estate = await Estate.create();
  await estate.succeed("sandbox", "start");
  pid = (await estate.json<{ pid: number }>("sandbox", "status")).pid;
  await makeWorkspace();
});
afterAll(() => estate.dispose());

test(`nothing that comes without a token makes it fail, or grow (seed ${SEED}, ${LONG})`, async () => {
  const tokens = [undefined, "dapi0", "lksb0", "x".repeat(2000)] as const;
  const random = new Random(SEED);
  await fuzz(random, () => anyBytes(random), 500);
  const before = memory();
  const found = await fuzz(random, (operations) => {
    const token = random.of(tokens);
    const kind = random.below(10);
    if (kind === 0) return anyBytes(random);
    return kind < 6 ? anyRequest(random, token) : requestOf(CATALOGUE, random.of(operations), random, token, KNOWN);
  });
  expect(found.failures).toEqual([]);
  expect(memory() - before).toBeLessThan(MOST_GROWTH.strangers);
  expect(isAlive(pid)).toBe(true);
});

test(`nothing that a principal sends makes it fail (seed ${SEED}, ${LONG})`, async () => {
  const names = ["lakestage-deployer", "platform.admin@lakestage.example", "data.scientist@lakestage.example"];
  const [first = "", ...others] = await Promise.all(names.map((name) => estate.token(name)));
  const random = new Random(SEED);
  const before = memory();
  const found = await fuzz(random, (operations) => {
    const token = random.of([first, ...others]);
    return random.below(10) < 2
      ? anyRequest(random, token)
      : requestOf(CATALOGUE, random.of(operations), random, token, KNOWN);
  });
  expect(found.failures).toEqual([]);
  expect(memory() - before).toBeLessThan(MOST_GROWTH.principals);
  expect(isAlive(pid)).toBe(true);
  expect((await estate.succeed("sandbox", "status")).stdout).toContain("The sandbox runs");
});

/** What paths have where no request would come far without it. */
const KNOWN = {
  account_id: ACCOUNT,
  subscriptionId: SUBSCRIPTION,
  resourceGroupName: "rg",
  scope: `subscriptions/${SUBSCRIPTION}`,
};

type Operations = readonly [Operation, ...Operation[]];

/**
 * Sends what `next` makes to every port in turn; what was answered as a fault of the sandbox's.
 * @param count how many. Default: as many as there is time for, else the usual number.
 */
async function fuzz(
  random: Random,
  next: (operations: Operations) => FuzzedRequest,
  count = SECONDS > 0 ? Number.POSITIVE_INFINITY : REQUESTS,
): Promise<{ requests: number; failures: string[]; answers: Record<number, number> }> {
  const until = Number.isFinite(count) ? Number.POSITIVE_INFINITY : performance.now() + SECONDS * 1000;
  const found = { requests: 0, failures: [] as string[], answers: {} as Record<number, number> };
  const ports = [
    { port: estate.firstPort, operations: operationsOf("account") },
    { port: estate.firstPort + 1, operations: operationsOf("arm") },
    { port: estate.firstPort + 2, operations: operationsOf("workspace") },
    { port: estate.firstPort + 3, operations: operationsOf("workspace") },
  ] as const;
  const client = async (): Promise<void> => {
    while (found.requests < count && performance.now() < until && found.failures.length < 10) {
      const { port, operations } = random.of(ports);
      const request = next(operations);
      found.requests++;
      const status = await statusOf(port, request);
      found.answers[status] = (found.answers[status] ?? 0) + 1;
      if (status >= 500 && status !== NOT_IMPLEMENTED) found.failures.push(`${status} ${request.summary}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  process.stderr.write(
    `${found.requests} requests, ${memory().toFixed()} MB, answered ${JSON.stringify(found.answers)}\n`,
  );
  return found;
}

/** Those that do something; any other is found by chance. */
function operationsOf(plane: Operation["plane"]): Operations {
  const [first, ...others] = Object.keys(services.service)
    .map((id) => CATALOGUE.operation(id))
    .filter((operation) => operation.plane === plane);
  if (!first) throw new Error(`nothing of ${plane} has a behaviour`);
  return [first, ...others];
}

/** The status with which it is answered; 0 where the connection is closed without. */
function statusOf(port: number, { bytes, summary }: FuzzedRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.setTimeout(ANSWER_WITHIN_MILLISECONDS, () => reject(new Error(`no answer to ${summary}`)));
    socket.on("data", (chunk) => {
      answer = `${answer}${chunk.toString("latin1")}`.slice(0, 100);
    });
    // A connection that is refused or reset is looked at in the end: the process has to live.
    socket.on("error", () => {});
    socket.on("close", () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)));
    socket.end(bytes);
  });
}

/** What the control plane has in memory, in megabytes; 0 where that cannot be told. */
function memory(): number {
  if (process.platform !== "linux") return 0;
  const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
  return (pages * 4096) / MEGABYTE;
}

/** A workspace with a metastore to ask at the third port; nothing answers at the fourth. */
async function makeWorkspace(): Promise<void> {
  const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;
  const workspace = `${group}/providers/Microsoft.Databricks/workspaces/dev`;
  const arm = estate.firstPort + 1;
  await send(arm, "PUT", `${group}?api-version=2021-04-01`, { location: "westeurope" });
  const { properties } = await send(arm, "PUT", `${workspace}?api-version=2026-01-01`, {
    location: "westeurope",
    sku: { name: "premium" },
    properties: { managedResourceGroupId: `${group}-managed`, computeMode: "Hybrid" },
  });
  const assignment = {
    workspace_id: Number(properties?.workspaceId),
    metastore_id: METASTORE,
    default_catalog_name: "main",
  };
  const path = `/api/2.0/accounts/${ACCOUNT}/workspaces/${assignment.workspace_id}/metastores/${METASTORE}`;
  await send(estate.firstPort, "POST", path, { metastore_assignment: assignment });
}

async function send(
  port: number,
  method: string,
  path: string,
  body: object,
): Promise<{ properties?: { workspaceId: string } }> {
  const token = await estate.token("lakestage-deployer");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const url = `http://127.0.0.1:${port}${path}`;
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as { properties?: { workspaceId: string } };
}
