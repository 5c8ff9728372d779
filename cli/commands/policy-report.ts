import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, extname } from "node:path";
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
import type { StackCommandOptions, StackResult } from "./stack-command";

export interface PolicyReportOptions {
  /** Default: `terminal`. */
  format?: ReportFormat;
  /** The same as the format `json`. */
  json?: boolean;
  /** The file to write the report to, beside what the terminal is told. Default: the report is the result. */
  output?: string;
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
export function tellPolicyReport(terminal: Terminal, options: PolicyReportOptions, found: Findings): void {
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
  const format = options.json ? "json" : (options.format ?? "terminal");
  if (options.output === undefined) terminal.result(writeReport(report, format, { colours }).trimEnd());
  else {
    mkdirSync(dirname(options.output), { recursive: true });
    writeFileSync(options.output, writeReport(report, format));
    terminal.result(writeReport(report, "terminal", { colours }).trimEnd());
  }
  if (isFailure(report)) process.exitCode = ExitCode.violations;
}

/** Formats by the ending of a report's file. */
const FORMATS: Record<string, ReportFormat> = {
  ".json": "json",
  ".md": "markdown",
  ".sarif": "sarif",
  ".txt": "terminal",
  ".xml": "junit",
};

/** @throws CommandError for a file whose ending says nothing of its format. */
function formatOfFile(file: string): ReportFormat {
  const format = FORMATS[extname(file)];
  if (format) return format;
  const endings = Object.entries(FORMATS).map(([ending, name]) => `${ending} (${name})`);
  throw new CommandError(`${file}: a report's file must end with one of ${endings.join(", ")}`, ExitCode.mistake);
}

/** Reports what the policy pack said in the engine's runs. */
export async function tellEnginePolicies(
  terminal: Terminal,
  { policyReport }: Pick<StackCommandOptions, "policyReport">,
  turns: readonly Turn<StackResult>[],
): Promise<void> {
  const options = policyReport === undefined ? {} : { output: policyReport, format: formatOfFile(policyReport) };
  const started = Date.now();
  const rules = allRules();
  const ran = turns.flatMap((turn) => (turn.outcome === "skipped" ? [] : [turn]));
  const declared = await declareEstate(
    CHECKOUT,
    ran.map(({ stack }) => stack.name),
  );
  const findings = ran.flatMap(({ result, stack }) => findingsIn(stack.name, result.progress.policyEvents, rules));
  tellPolicyReport(terminal, options, { declared, findings, rules, started });
}
