import { SettingsFiles } from "../../infra/config";
import { Estate } from "../../infra/declaration";
import { findingsIn } from "../../policies/engine-findings";
import { currentDay, loadExemptions } from "../../policies/exemptions";
import { isFailure, type JudgedStack, judgedStack, reportOn, writeReport } from "../../policies/report";
import type { Rule } from "../../policies/rule";
import { allRules } from "../../policies/rule-index";
import { CHECKOUT } from "../checkout";
import { ExitCode } from "../exit-code";
import { MistakesError } from "../mistakes-error";
import type { Turn } from "../stacks/schedule";
import type { Terminal } from "../terminal";
import { type ReportTo, writeReportFile } from "./report-file";
import type { StackCommandOptions, StackResult } from "./stack-command";

interface Judged {
  stacks: readonly JudgedStack[];
  rules: readonly Rule[];
  /** The settings' files, as far as they were read. */
  files: SettingsFiles;
  /** When the work began, in milliseconds since 1970. */
  started: number;
}

/**
 * Reports what rules found, and lets the command end with `violations` where that is a failure.
 * @throws MistakesError for mistakes in the exemptions: they would silence what nobody meant, or nothing.
 */
export function tellPolicyReport(terminal: Terminal, { file, shown }: ReportTo, judged: Judged): void {
  const { files, rules, stacks, started } = judged;
  const loaded = loadExemptions(files, rules);
  if (!loaded.ok) throw new MistakesError(loaded.problems);
  const report = reportOn({
    directory: files,
    exemptions: loaded.exemptions,
    rules,
    stacks,
    today: currentDay(),
    seconds: (Date.now() - started) / 1000,
  });
  const colours = process.stdout.isTTY === true && !process.env.NO_COLOR;
  if (shown) terminal.result(writeReport(report, shown, { colours }).trimEnd());
  if (file) writeReportFile(file.path, writeReport(report, file.format));
  if (isFailure(report)) process.exitCode = ExitCode.violations;
}

/** Reports what the policy pack said in the engine's runs; with `--json` only to the file, as another result is printed. */
export async function tellEnginePolicies(
  terminal: Terminal,
  { json, policyReport }: Pick<StackCommandOptions, "json" | "policyReport">,
  turns: readonly Turn<StackResult>[],
): Promise<void> {
  const started = Date.now();
  const rules = allRules();
  const ran = turns.flatMap((turn) => (turn.outcome === "skipped" ? [] : [turn]));
  const events = new Map(ran.map(({ result, stack }) => [stack.name, result.progress.policyEvents]));
  const files = SettingsFiles.in(CHECKOUT);
  const stacks: JudgedStack[] = [];
  for await (const { stack } of new Estate(files).declare([...events.keys()])) {
    const said = events.get(stack.name);
    if (said) stacks.push(await judgedStack(stack, findingsIn(stack.name, said, rules, stack.resources), files));
  }
  const to = { file: policyReport, shown: json ? undefined : ("terminal" as const) };
  tellPolicyReport(terminal, to, { stacks, rules, files, started });
}
