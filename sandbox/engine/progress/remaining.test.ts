import { remainingSeconds } from "./remaining";

test("what remains follows the pace of this machine, however slow", () => {
  expect(remainingSeconds({ done: 400, total: 1600 }, 400, 10)).toBeCloseTo(905, 0);
  expect(remainingSeconds({ done: 400, total: 1600 }, 40, 10)).toBeCloseTo(120, 0);
});

test("at the beginning the last time's pace tells, and without one nothing does", () => {
  expect(remainingSeconds({ done: 0, total: 1600 }, 0, 10)).toBeCloseTo(160, 0);
  expect(remainingSeconds({ done: 0, total: 1600 }, 0, undefined)).toBeUndefined();
});

test("it never says that nothing remains of what is not done", () => {
  expect(remainingSeconds({ done: 1600, total: 1600 }, 400, 10)).toBe(1);
});

test("a step that stands still is expected to take ever longer", () => {
  const at = (elapsed: number) => remainingSeconds({ done: 400, total: 1600 }, elapsed, 10) ?? 0;
  expect(at(200)).toBeGreaterThan(at(100));
});
