import { describeProblems } from "../../infra/config";
import { declareEstate } from "../../infra/declaration";
import { judge } from "../../policies/judge";
import type { ReportFormat } from "../../policies/report";
import { allRules } from "../../policies/rule-index";
import { CHECKOUT } from "../checkout";
import { ExitCode } from "../exit-code";
import { selectStacks } from "../stacks/select-stacks";
import { stacksOf } from "../stacks/stacks";
import type { Terminal } from "../terminal";
import { type PolicyReportTo, tellPolicyReport } from "./policy-report";
import { configurationProblems } from "./preflight";
import { reportFile } from "./report-file";

export interface CheckOptions {
  /** Default: what the ending of `output` says; without that, `terminal`. */
  format?: ReportFormat;
  /** The same as the format `json`. */
  json?: boolean;
  /** The file to write the report to, beside what the terminal is told. Default: the report is the result. */
  output?: string;
}

/**
 * Checks the settings of stacks, and what they declare against the policy pack: without an engine, a network or a
 * sandbox, and with the findings that the engine's run has.
 */
export async function check(terminal: Terminal, names: string[], options: CheckOptions): Promise<void> {
  const started = Date.now();
  const format = options.json ? "json" : options.format;
  const to = placesOf(format, options.output);
  const stacks = selectStacks(stacksOf(CHECKOUT), names);
  const problems = configurationProblems(CHECKOUT, stacks);
  if (problems.length > 0) {
    if (format === "json") terminal.result(JSON.stringify({ problems }, undefined, 2));
    else terminal.note(describeProblems(problems));
    process.exitCode = ExitCode.mistake;
    return;
  }
  const declared = await declareEstate(
    CHECKOUT,
    stacks.map(({ name }) => name),
  );
  const rules = allRules();
  const findings = declared.flatMap((stack) => judge(stack, rules));
  tellPolicyReport(terminal, to, { declared, findings, rules, started });
}

/** @throws CommandError for a file of which neither its ending nor an option says in which form to write it. */
function placesOf(format: ReportFormat | undefined, output: string | undefined): PolicyReportTo {
  if (output === undefined) return { shown: format ?? "terminal" };
  return { file: format ? { path: output, format } : reportFile(output), shown: "terminal" };
}
