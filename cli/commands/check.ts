import { join } from "node:path";
import { SettingsFiles } from "../../infra/config";
import type { ReportFormat } from "../../policies/report";
import { allRules } from "../../policies/rule-index";
import { defaultCacheDirectory } from "../../sandbox/engine/cache/cache-directory";
import { ToolchainError } from "../../sandbox/engine/toolchain-error";
import { circumstances } from "../check/circumstances";
import { judgeStacks } from "../check/judge-stacks";
import { KeptJudgements } from "../check/kept-judgements";
import { CHECKOUT } from "../checkout";
import { MistakesError } from "../mistakes-error";
import { duringLongStep } from "../report/long-step";
import { selectStacks } from "../stacks/select-stacks";
import { stacksOf } from "../stacks/stacks";
import type { Terminal } from "../terminal";
import { tellPolicyReport } from "./policy-report";
import { type ReportTo, reportFile } from "./report-file";
import { reportingMistakes } from "./reporting-mistakes";

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
  const to = placesOf(options.json ? "json" : options.format, options.output);
  await reportingMistakes(terminal, to, () => checkAndTell(terminal, names, to));
}

/** @throws MistakesError for mistakes in the settings. */
async function checkAndTell(terminal: Terminal, names: string[], to: ReportTo): Promise<void> {
  const started = Date.now();
  const files = SettingsFiles.in(CHECKOUT);
  const stacks = selectStacks(stacksOf(files), names);
  const rules = allRules();
  const kept = new KeptJudgements(cacheFolder(), files, circumstances(process.env));
  const judged = await duringLongStep(terminal, `lakestage check: judging ${stacks.length} stacks`, () =>
    judgeStacks(files, stacks, rules, kept),
  );
  if (!judged.ok) throw new MistakesError(judged.problems);
  tellPolicyReport(terminal, to, { stacks: judged.stacks, rules, files, started });
}

/** Undefined for whoever has no home: nothing is kept then. */
function cacheFolder(): string | undefined {
  try {
    return join(defaultCacheDirectory(process.env), "check");
  } catch (error) {
    if (error instanceof ToolchainError) return undefined;
    throw error;
  }
}

/** @throws CommandError for a file of which neither its ending nor an option says in which form to write it. */
function placesOf(format: ReportFormat | undefined, output: string | undefined): ReportTo {
  if (output === undefined) return { shown: format ?? "terminal" };
  return { file: format ? { path: output, format } : reportFile(output), shown: "terminal" };
}
