import { describeDiagnostics } from "./diagnostics";
import { type StackRow, stackTable } from "./stack-table";
import { describeStep } from "./toolchain-display";

const NONE = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };

const row = (stack: string, more: Partial<StackRow> = {}): StackRow => ({
  stack,
  outcome: "done",
  resources: 74,
  changes: { ...NONE, create: 74 },
  seconds: 31.26,
  address: "http://127.0.0.1:7402",
  ...more,
});

test("the closing table has a line for each stack, and no blanks at the ends of lines", () => {
  const table = stackTable([
    row("dev"),
    row("staging", {
      outcome: "failed",
      resources: 40,
      changes: { ...NONE, create: 3 },
      seconds: 2,
      address: undefined,
    }),
    row("prod", { outcome: "skipped", changes: NONE, seconds: 0, address: undefined }),
  ]);
  expect(table.split("\n")).toEqual([
    "stack    resources  seconds  changes     address",
    "dev             74     31.3  74 created  http://127.0.0.1:7402",
    "staging         40      2.0  failed",
    "prod                         skipped",
  ]);
});

test("where the closing table would be wider than 80 columns, addresses are listed below it", () => {
  const changes = { create: 104, update: 12, replace: 0, delete: 3, same: 0 };
  const address = "https://adb-1234567890123456.7.azuredatabricks.net";
  const table = stackTable([
    row("staging", { resources: 116, changes, address }),
    row("staging.diabetes-progression", { resources: 116, changes, address: undefined }),
  ]);
  expect(table.split("\n")).toEqual([
    "stack                         resources  seconds  changes",
    "staging                             116     31.3  104 created, 12 updated, 3 deleted",
    "staging.diabetes-progression        116     31.3  104 created, 12 updated, 3 deleted",
    "",
    "workspace of  address",
    `staging       ${address}`,
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
