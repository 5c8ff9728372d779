import type { StackProgress } from "../engine/stack-progress";
import { describeDiagnostics, describeResourceChanges } from "./diagnostics";
import { progressDisplay } from "./progress-display";
import { stackTable } from "./stack-table";
import { describeStep } from "./toolchain-display";

const NONE = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };

test("the closing table has a line for each stack, and no blanks at the ends of lines", () => {
  const table = stackTable([
    {
      stack: "dev",
      outcome: "done",
      resources: 76,
      changes: { ...NONE, create: 74 },
      seconds: 31.26,
      address: "http://127.0.0.1:7402",
    },
    {
      stack: "staging",
      outcome: "failed",
      resources: 40,
      changes: { ...NONE, create: 3 },
      seconds: 2,
      address: undefined,
    },
    { stack: "prod", outcome: "skipped", resources: 0, changes: NONE, seconds: 0, address: undefined },
  ]);
  expect(table.split("\n")).toEqual([
    "stack    resources  changes     seconds  address",
    "dev             76  74 created     31.3  http://127.0.0.1:7402",
    "staging         40  failed          2.0",
    "prod                skipped",
  ]);
});

test("messages are told in full, errors first, with the resource", () => {
  const text = describeDiagnostics("prod", [
    { severity: "warning", message: "deprecated" },
    { severity: "error", resource: "databricks.Catalog prod", message: "PERMISSION_DENIED: line one\nline two" },
  ]);
  expect(text).toBe(
    "prod: error in databricks.Catalog prod: PERMISSION_DENIED: line one\nline two\nprod: warning: deprecated",
  );
});

test("a change names its first properties, and how many more there are", () => {
  const properties = ["a", "b", "c", "d", "e", "f", "g", "h"];
  expect(
    describeResourceChanges([
      { operation: "update", resource: "databricks.SqlEndpoint main", properties },
      { operation: "create", resource: "databricks.Catalog dev", properties: ["name"] },
    ]),
  ).toBe("  ~ databricks.SqlEndpoint main: a, b, c, d, e, f and 2 more\n  + databricks.Catalog dev");
});

test("in a log each stack says when it begins and ends, and not at every resource", () => {
  const said: string[] = [];
  const display = progressDisplay(
    { interactive: false, result: () => {}, note: (line) => said.push(line) },
    "deploying",
  );
  display.begin("dev", undefined);
  for (let ended = 0; ended < 100; ended++) display.update("dev", { ended, busyWith: "x" } as StackProgress);
  display.end("dev", "done in 3.0 s");
  expect(said).toEqual(["dev: deploying", "dev: done in 3.0 s"]);
});

test("a long step tells how far it is and how long it will take from now on", () => {
  const step = { what: "compiling the Pulumi CLI", elapsedSeconds: 35.4, remainingSeconds: 195.3, hint: undefined };
  const fraction = { done: 120, total: 1400, unit: "packages" } as const;
  expect(describeStep({ ...step, state: "running", fraction })).toBe(
    "compiling the Pulumi CLI: 120 of 1400 packages, 35 s (about 200 s to go)",
  );
});

test("a download tells its megabytes, and nothing of its end while there is nothing to go by", () => {
  const step = { what: "downloading", elapsedSeconds: 3, remainingSeconds: undefined, hint: undefined };
  const fraction = { done: 45_200_000, total: 129_000_000, unit: "bytes" } as const;
  expect(describeStep({ ...step, state: "running", fraction })).toBe("downloading: 45.2 of 129.0 MB, 3 s");
});
