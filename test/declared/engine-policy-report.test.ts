import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tellEnginePolicies } from "../../cli/commands/policy-report";
import type { StackResult } from "../../cli/commands/stack-command";
import { changeCounts } from "../../cli/engine/change-counts";
import { StackProgress } from "../../cli/engine/stack-progress";
import { ExitCode } from "../../cli/exit-code";
import type { Turn } from "../../cli/stacks/schedule";
import type { Stack } from "../../cli/stacks/stacks";
import { stackUrn } from "../../policies/rule-context";

jest.setTimeout(120_000);

let directory: string;
let results: string[];
const terminal = { result: (text: string) => void results.push(text), note() {}, interactive: false };

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lakestage-report-"));
  results = [];
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  process.exitCode = 0;
});

/** A run on dev that a rule stopped. */
function stoppedRun(): Turn<StackResult> {
  const progress = new StackProgress();
  progress.accept({
    policyEvent: {
      policyName: "LSPROT003",
      resourceUrn: stackUrn("dev"),
      message: "too easy to delete",
      enforcementLevel: "mandatory",
    },
  });
  const stack: Stack = { name: "dev", environment: "dev", kind: "environment", dependsOn: [] };
  return {
    stack,
    outcome: "failed",
    result: { succeeded: false, messages: "", progress, changes: changeCounts(undefined), resources: 0, seconds: 1 },
  };
}

test.each([
  ["with --json, where the result is another one", true, 0],
  ["without, where people are told", false, 1],
])("the file is written %s, and a violation ends the command with 7", async (_, json, told) => {
  const path = join(directory, "report.json");
  await tellEnginePolicies(terminal, { json, policyReport: { path, format: "json" } }, [stoppedRun()]);
  const { findings } = JSON.parse(readFileSync(path, "utf8")) as { findings: { rule: string; message: string }[] };
  expect(findings).toEqual([expect.objectContaining({ rule: "LSPROT003", message: "too easy to delete" })]);
  expect(results).toHaveLength(told);
  expect(process.exitCode).toBe(ExitCode.violations);
});
