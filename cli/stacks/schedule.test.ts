import { type Direction, runInOrder } from "./schedule";
import type { Stack } from "./stacks";

const DEV: Stack = { name: "dev", environment: "dev", kind: "environment", dependsOn: [] };
const STAGING: Stack = { name: "staging", environment: "staging", kind: "environment", dependsOn: ["dev"] };
const PROD: Stack = { name: "prod", environment: "prod", kind: "environment", dependsOn: ["dev"] };

/** Runs the three, each for a few turns of the event loop; `failing` ones fail. */
async function run(direction: Direction, failing: string[] = [], atOnce = 8) {
  const log: string[] = [];
  const turns = await runInOrder([DEV, STAGING, PROD], direction, atOnce, async ({ name }) => {
    log.push(`${name} begins`);
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
    log.push(`${name} ends`);
    return { succeeded: !failing.includes(name) };
  });
  return { log, turns };
}

test("forwards, a stack waits for what it depends on, and the others run side by side", async () => {
  const { log } = await run("forwards");
  expect(log.slice(0, 2)).toEqual(["dev begins", "dev ends"]);
  expect(log.slice(2, 4).sort()).toEqual(["prod begins", "staging begins"]);
});

test("backwards, a stack waits for those that depend on it", async () => {
  const { log } = await run("backwards");
  expect(log.slice(-2)).toEqual(["dev begins", "dev ends"]);
  expect(log.slice(0, 2).sort()).toEqual(["prod begins", "staging begins"]);
});

test("stacks after a failed one are skipped, with its name", async () => {
  const { turns, log } = await run("forwards", ["dev"]);
  expect(log).toEqual(["dev begins", "dev ends"]);
  expect(turns.map(({ outcome }) => outcome)).toEqual(["failed", "skipped", "skipped"]);
  expect(turns[1]).toMatchObject({ because: ["dev"] });
});

test("a failed stack does not keep independent ones from running", async () => {
  const { turns } = await run("forwards", ["staging"]);
  expect(turns.map(({ outcome }) => outcome)).toEqual(["done", "failed", "done"]);
});

test("no more go side by side than are allowed", async () => {
  const { log } = await run("forwards", [], 1);
  expect(log).toEqual(["dev", "staging", "prod"].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test("a stack whose predecessors are not among the chosen ones goes at once", async () => {
  const turns = await runInOrder([PROD], "forwards", 1, async () => ({ succeeded: true }));
  expect(turns.map(({ outcome }) => outcome)).toEqual(["done"]);
});
