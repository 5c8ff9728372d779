import { describeProblems } from "../../infra/config";
import { declareEstate } from "../../infra/declaration";
import { judge } from "../../policies/judge";
import { allRules } from "../../policies/rule-index";
import { CHECKOUT } from "../checkout";
import { ExitCode } from "../exit-code";
import { selectStacks, stacksOf } from "../stacks/stacks";
import type { Terminal } from "../terminal";
import { type PolicyReportOptions, tellPolicyReport } from "./policy-report";
import { configurationProblems } from "./preflight";

/**
 * Checks the settings of stacks, and what they declare against the policy pack: without an engine, a network or a
 * sandbox, and with the findings that the engine's run has.
 */
export async function check(terminal: Terminal, names: string[], options: PolicyReportOptions): Promise<void> {
  const started = Date.now();
  const stacks = selectStacks(stacksOf(CHECKOUT), names);
  const problems = configurationProblems(CHECKOUT, stacks);
  if (problems.length > 0) {
    if (options.json) terminal.result(JSON.stringify({ problems }, undefined, 2));
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
  tellPolicyReport(terminal, options, { declared, findings, rules, started });
}
