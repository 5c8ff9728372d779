import { rmSync, writeFileSync } from "node:fs";
import {
  AccessError,
  type AccessState,
  accessMatrix,
  answerOf,
  type ChangesSince,
  changesMarkdown,
  changesText,
  declaredAccess,
  Evaluator,
  type MatrixSelection,
  matrixChanges,
  matrixMarkdown,
  matrixPage,
  principalNamed,
  productionChange,
  questionOf,
  runningAccess,
} from "../../access";
import { declareEstate } from "../../infra/declaration";
import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { duringLongStep } from "../report/long-step";
import { stacksLeftBehind } from "../stacks/left-behind";
import { requireValidConfiguration } from "../stacks/preflight";
import { selectStacks } from "../stacks/select-stacks";
import { type Stack, stacksOf } from "../stacks/stacks";
import { stackStates } from "../targets/stack-states";
import type { Target } from "../targets/target";
import type { Terminal } from "../terminal";
import { type PipelineOptions, pipelineReach, requirePipelineOptions } from "./access-pipeline";
import { matrixAtRevision } from "./access-revision";
import { runningEstate } from "./access-running";
import { matrixTable } from "./access-table";
import { accessWhenDeployed } from "./deployed-access";
import { reportingMistakes } from "./reporting-mistakes";

export interface AccessOptions extends PipelineOptions {
  running?: boolean;
  target: Target["name"];
  format: "table" | "json" | "markdown" | "html";
  json?: boolean;
  output?: string;
  principal?: string;
  environment?: string;
  diff?: string;
  explain?: string[];
}

/** Shows who may do what: as a matrix, as its changes since a revision, or one answer with its reasons. */
export async function access(home: Home, terminal: Terminal, names: string[], options: AccessOptions): Promise<void> {
  const stacks = selectStacks(stacksOf(CHECKOUT), names);
  requireOptions(options);
  requirePipelineOptions(names, options);
  const isJson = formatOf(options) === "json";
  const { output } = options;
  // Neither is the last page or matrix this one's.
  if (output !== undefined) rmSync(output, { force: true });
  const to = {
    file: isJson && output !== undefined ? { path: output, format: "json" as const } : undefined,
    shown: isJson && output === undefined ? ("json" as const) : undefined,
  };
  await reportingMistakes(terminal, to, () => showAccess(home, terminal, names, stacks, options));
}

async function showAccess(
  home: Home,
  terminal: Terminal,
  names: string[],
  stacks: Stack[],
  options: AccessOptions,
): Promise<void> {
  requireValidConfiguration(CHECKOUT, stacks, "");
  try {
    if (options.pipeline !== undefined) {
      const isJson = formatOf(options) === "json";
      return written(terminal, await pipelineReach(options.pipeline, isJson, options.preview === true), options);
    }
    const state = await duringLongStep(
      terminal,
      `lakestage access: ${options.running ? "reading what runs" : "working out what is declared"}`,
      () => stateOf(home, stacks, options),
    );
    if (options.explain) return explain(terminal, state, options.explain, options);
    const format = formatOf(options);
    const selection = selectionOf(state, stacks, names, options);
    const comparedWith = (revision: string): Promise<ChangesSince> =>
      duringLongStep(terminal, `lakestage access: working out what was declared at ${revision}`, () =>
        changesSince(state, selection, revision, names, options),
      );
    const since = options.diff === undefined ? undefined : await comparedWith(options.diff);
    const text = since && format !== "html" ? changed(since, options) : shown(state, selection, format, since);
    written(terminal, text, options);
    if (since && productionChange(since.changes, since.revision).isWider) process.exitCode = ExitCode.productionWidened;
  } catch (error) {
    if (error instanceof AccessError) throw new CommandError(error.message, ExitCode.mistake);
    throw error;
  }
}

function written(terminal: Terminal, text: string, { output }: Pick<AccessOptions, "output">): void {
  if (output === undefined) {
    terminal.result(text);
    return;
  }
  writeFileSync(output, `${text}\n`);
  terminal.note(`Written to ${output}.`);
}

/** @throws CommandError before anything is declared or asked. */
function requireOptions({ environment, explain: question, ...options }: AccessOptions): void {
  if (question && question.length !== 3) {
    throw new CommandError(
      'A question has three parts: --explain PRINCIPAL SECURABLE ACTION, for example --explain data-scientists prod.flight_delay "CREATE TABLE". Names of stacks go before it.',
      ExitCode.mistake,
    );
  }
  if (options.diff !== undefined && options.running) {
    throw new CommandError("--diff compares what is declared: leave --running out.", ExitCode.mistake);
  }
  const known = [...new Set(stacksOf(CHECKOUT).map((stack) => stack.environment))];
  if (environment !== undefined && !known.includes(environment)) {
    throw new CommandError(
      `There is no environment "${environment}". There are: ${known.join(", ")}.`,
      ExitCode.mistake,
    );
  }
}

const formatOf = ({ format, json }: Pick<AccessOptions, "format" | "json">): AccessOptions["format"] =>
  json ? "json" : format;

/**
 * Environments are declared with their projects, since what is in a catalog is reached through it. What runs is told
 * whose it is by all that is deployed.
 */
async function stateOf(home: Home, stacks: readonly Stack[], { running, target }: AccessOptions): Promise<AccessState> {
  const all = stacksOf(CHECKOUT);
  const environments = all.filter(({ project }) => project === undefined);
  if (!running) {
    const wanted = new Set([...environments, ...stacks].map(({ name }) => name));
    return declaredAccess(await declareEstate(CHECKOUT, [...wanted]));
  }
  const names = environments.flatMap(({ environment, kind }) => (kind === "platform" ? [environment] : []));
  const estate = await runningEstate(home, target, names);
  const states = await stackStates(home, target);
  const leftBehind = await stacksLeftBehind(states, all);
  return runningAccess(estate, await accessWhenDeployed(states, [...all, ...leftBehind]));
}

const selectionOf = (
  state: AccessState,
  stacks: readonly Stack[],
  names: readonly string[],
  { environment, principal }: AccessOptions,
): MatrixSelection => ({
  ...(environment !== undefined && { environments: [environment] }),
  ...(principal !== undefined && { principal: principalNamed(state, principal).name }),
  // An environment's two stacks are one to whoever asks who may do what there.
  ...(names.length > 0 && {
    stacks: stacks.map(({ environment, name, project }) => (project === undefined ? environment : name)),
  }),
});

function shown(
  state: AccessState,
  selection: MatrixSelection,
  format: AccessOptions["format"],
  since?: ChangesSince,
): string {
  if (format === "html") {
    // The page has everybody in it, to choose from.
    const { principal, ...everybody } = selection;
    const named = principal === undefined ? [] : [principal];
    return matrixPage(state, accessMatrix(state, { ...everybody, named }), principal, since);
  }
  const matrix = accessMatrix(state, selection);
  if (format === "json") return JSON.stringify(matrix, undefined, 2);
  return format === "markdown" ? matrixMarkdown(matrix) : matrixTable(matrix);
}

async function changesSince(
  state: AccessState,
  selection: MatrixSelection,
  revision: string,
  names: readonly string[],
  { environment, principal }: AccessOptions,
): Promise<ChangesSince> {
  const selected = [
    ...names,
    ...(environment === undefined ? [] : ["--environment", environment]),
    ...(principal === undefined ? [] : ["--principal", principal]),
  ];
  const before = await matrixAtRevision(CHECKOUT, revision, selected);
  return { revision, changes: matrixChanges(before, accessMatrix(state, selection), state.environments) };
}

function changed({ changes, revision }: ChangesSince, options: AccessOptions): string {
  const format = formatOf(options);
  if (format === "json") return JSON.stringify(changes, undefined, 2);
  if (format === "markdown") return changesMarkdown(changes, revision);
  if (changes.length === 0) return `Nobody may do more or less than at ${revision}.`;
  const colours = options.output === undefined && process.stdout.isTTY === true && !process.env.NO_COLOR;
  return changesText(changes, revision, { colours });
}

function explain(
  terminal: Terminal,
  state: AccessState,
  [principal = "", securable = "", action = ""]: readonly string[],
  { environment, ...options }: AccessOptions,
): void {
  const question = questionOf(state, { principal, securable, action, environment });
  const explanation = new Evaluator(state).explain(question);
  const called = state.principals.find(({ name }) => name === question.principal)?.displayName ?? principal;
  if (formatOf(options) === "json") terminal.result(JSON.stringify({ question, ...explanation }, undefined, 2));
  else terminal.result(answerOf(question, explanation, called));
  if (!explanation.allowed) process.exitCode = ExitCode.refused;
}
