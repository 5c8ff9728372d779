import { stateAt } from "./warehouse-state";

const started = { wanted: "RUNNING", at: 0 } as const;
const stopped = { wanted: "STOPPED", at: 0 } as const;
const MINUTE = 60_000;

test("a warehouse starts before it runs", () => {
  expect(stateAt(started, 0, 10)).toBe("STARTING");
  expect(stateAt(started, MINUTE, 10)).toBe("RUNNING");
});

test("a warehouse stops by itself after its idle minutes", () => {
  expect(stateAt(started, 10 * MINUTE, 10)).toBe("RUNNING");
  expect(stateAt(started, 11 * MINUTE, 10)).toBe("STOPPED");
});

test("a warehouse without auto-stop runs until it is told to stop", () => {
  expect(stateAt(started, 1e12, 0)).toBe("RUNNING");
  expect(stateAt(stopped, 0, 0)).toBe("STOPPING");
  expect(stateAt(stopped, MINUTE, 0)).toBe("STOPPED");
});
