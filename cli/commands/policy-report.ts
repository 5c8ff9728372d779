import { describeProblems } from "../../infra/config";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { findingsIn } from "../../policies/engine-findings";
import { currentDay, loadExemptions } from "../../policies/exemptions";
import type { Finding } from "../../policies/finding";
import { isFailure, pagesAddress, type ReportFormat, reportOn, writeReport } from "../../policies/report";
import type { Rule } from "../../policies/rule";
import { allRules } from "../../policies/rule-index";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import type { Turn } from "../stacks/schedule";
import type { Terminal } from "../terminal";
import { type ReportFile, writeReportFile } from "./report-file";
import type { StackCommandOptions, StackResult } from "./stack-command";

/** Where a report goes. */
export interface PolicyReportTo {
  /** A file to write it to. Default: none. */
  file?: ReportFile | undefined;
  /** The form in which it is this command's result. Default: it is none. */
  shown?: ReportFormat | undefined;
}

interface Findings {
  declared: readonly DeclaredStack[];
  findings: readonly Finding[];
  rules: readonly Rule[];
  /** When the work began, in milliseconds since 1970. */
  started: number;
}

/**
 * Reports what rules found, and lets the command end with `violations` where that is a failure.
 * @throws CommandError for mistakes in the exemptions: they would silence what nobody meant, or nothing.
 */
export function tellPolicyReport(terminal: Terminal, { file, shown }: PolicyReportTo, found: Findings): void {
  const { declared, findings, rules, started } = found;
  const ids = rules.map(({ id }) => id);
  const loaded = loadExemptions(CHECKOUT, ids);
  if (!loaded.ok) throw new CommandError(describeProblems(loaded.problems), ExitCode.mistake);
  const [first] = declared;
  const pages = first && pagesAddress(first.settings);
  const report = reportOn({
    directory: CHECKOUT,
    exemptions: loaded.exemptions,
    findings,
    rules,
    stacks: declared,
    today: currentDay(),
    seconds: (Date.now() - started) / 1000,
    ...(pages !== undefined && { pagesAt: pages }),
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
  const declared = await declareEstate(
    CHECKOUT,
    ran.map(({ stack }) => stack.name),
  );
  const findings = ran.flatMap(({ result, stack }) => findingsIn(stack.name, result.progress.policyEvents, rules));
  const to = { file: policyReport, shown: json ? undefined : ("terminal" as const) };
  tellPolicyReport(terminal, to, { declared, findings, rules, started });
}
