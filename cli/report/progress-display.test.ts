import { drawingOn } from "../terminal";
import { progressDisplay } from "./progress-display";
import { RunOverview } from "./run-overview";

const PLAN = [
  { name: "dev.platform", after: [] },
  { name: "dev", after: ["dev.platform"] },
  { name: "prod.platform", after: ["dev.platform"] },
  { name: "prod", after: ["dev.platform", "prod.platform", "dev"] },
];

/** One stack is done, two are under way, one waits. */
function halfWay(): RunOverview {
  const overview = new RunOverview("deploying", PLAN, 0);
  overview.begin("dev.platform", undefined, 0);
  overview.end("dev.platform", "done in 8.3 s", true);
  overview.begin("dev", 102, 8000);
  overview.begin("prod.platform", undefined, 8000);
  overview.update("dev", { begun: 46, ended: 45, busyWith: "databricks.Catalog dev" }, 10_000);
  overview.update("prod.platform", { begun: 17, ended: 17 }, 10_000);
  return overview;
}

test("a screen tells how many stacks are done, how long it takes, and which wait for what", () => {
  expect(halfWay().lines(75_000, 24)).toEqual([
    "deploying: 1 of 4 stacks done, 1 min 15 s",
    "  dev.platform   done in 8.3 s",
    "  dev            45 of 102 resources, 1 min 7 s, at databricks.Catalog dev for 1 min 5 s",
    "  prod.platform  17 resources, 1 min 7 s",
    "  prod           waits for dev, prod.platform",
  ]);
});

test("what comes after a stack that failed is skipped, and said to be", () => {
  const overview = halfWay();
  overview.end("prod.platform", "failed", false);
  const lines = overview.lines(20_000, 24);
  expect(lines[0]).toBe("deploying: 1 of 4 stacks done, 1 failed, 20 s");
  expect(lines.at(-1)).toBe("  prod           is skipped, because of prod.platform");
});

test("a total that was passed is not told: it does not jump", () => {
  const overview = new RunOverview("deploying", PLAN, 0);
  overview.begin("dev", 17, 0);
  overview.update("dev", { begun: 18, ended: 15 }, 1000);
  expect(overview.lines(1000, 24)).toContain("  dev            15 resources, 1 s");
});

test("an attempt that follows another is named, and the stack's time goes on", () => {
  const overview = halfWay();
  overview.begin("dev", 102, 20_000, "attempt 2");
  expect(overview.lines(21_000, 24)).toContain("  dev            0 of 102 resources, 13 s, attempt 2");
});

test("on a small screen those under way come first, and the rest is counted", () => {
  const plan = Array.from({ length: 40 }, (_, index) => ({ name: `s${index}`, after: index === 0 ? [] : ["s0"] }));
  const overview = new RunOverview("deploying", plan, 0);
  overview.begin("s30", undefined, 0);
  overview.end("s0", "done", true);
  const lines = overview.lines(1000, 10);
  expect(lines).toHaveLength(10);
  expect(lines[1]).toBe("  s30  0 resources, 1 s");
  expect(lines.at(-1)).toBe("  and 31 more");
});

test("in a log all of it is one line", () => {
  expect(halfWay().line(75_000)).toBe(
    "deploying: 1 of 4 stacks done, 1 min 15 s; dev 45 of 102 resources, 1 min 7 s, at databricks.Catalog dev for 1 min 5 s; " +
      "prod.platform 17 resources, 1 min 7 s; prod waits for dev, prod.platform",
  );
});

describe("in a log", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  test("each stack says when it begins and ends, and a line at least every ten seconds where things are", () => {
    const said: { at: number; line: string }[] = [];
    const began = Date.now();
    const note = (line: string): void => void said.push({ at: Date.now() - began, line });
    const display = progressDisplay({ interactive: false, result: () => {}, note }, "deploying", PLAN);
    display.begin("dev.platform", undefined);
    jest.advanceTimersByTime(60_000);
    display.end("dev.platform", "done in 60.0 s", true);
    display.close();
    jest.advanceTimersByTime(60_000);
    expect(said[0]?.line).toBe("dev.platform: deploying");
    expect(said.at(-1)).toEqual({ at: 60_000, line: "dev.platform: done in 60.0 s" });
    const pauses = said.slice(1).map(({ at }, index) => at - (said[index]?.at ?? 0));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000);
    expect(said[1]?.line).toMatch(/^deploying: 0 of 4 stacks done, \d+ s; dev\.platform 0 resources/);
  });

  test("resources alone are no news", () => {
    const said: string[] = [];
    const note = (line: string): void => void said.push(line);
    const display = progressDisplay({ interactive: false, result: () => {}, note }, "deploying", PLAN);
    display.begin("dev", undefined);
    for (let ended = 0; ended < 100; ended++) display.update("dev", { begun: 100, ended, busyWith: "x" });
    display.end("dev", "done in 3.0 s", true);
    display.close();
    expect(said).toEqual(["dev: deploying", "dev: done in 3.0 s"]);
  });
});

/** What stands on a screen after some text was written to it. */
function standing(written: string): string[] {
  const lines: string[] = [];
  const mark = String.fromCharCode(27);
  for (const part of written.split(new RegExp(`(?=${mark}\\[\\d+A)`))) {
    const up = new RegExp(`^${mark}\\[(\\d+)A\\r${mark}\\[J`).exec(part);
    if (up) lines.splice(lines.length - Number(up[1]));
    lines.push(
      ...part
        .slice(up?.[0].length ?? 0)
        .split("\n")
        .slice(0, -1),
    );
  }
  return lines;
}

test.each([80, 120])("what is drawn on %d columns stands below what is noted, and no line is wrapped", (columns) => {
  let written = "";
  const write = (text: string): boolean => {
    written += text;
    return true;
  };
  const { draw, note } = drawingOn({ columns, write });
  draw(["dev: 1", "prod: 1"]);
  note("something happened");
  draw(["dev: 2", "x".repeat(200)]);
  const lines = standing(written);
  expect(lines.slice(0, 2)).toEqual(["something happened", "dev: 2"]);
  expect(lines).toHaveLength(3);
  expect(lines[2]?.length).toBeLessThan(columns);
  draw([]);
  expect(standing(written)).toEqual(["something happened"]);
});
