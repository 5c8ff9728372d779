import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { type ChangeCounts, changeCounts, changesOfBoth } from "../engine/change-counts";
import { resourcesIn } from "../engine/deployment";
import { type EngineRun, runEngine } from "../engine/engine-process";
import { Hosting } from "../engine/hosting";
import { mayPass } from "../engine/service-messages";
import { StackProgress } from "../engine/stack-progress";
import { ExitCode } from "../exit-code";
import { Interruption } from "../interruption";
import { isUndivided } from "../migration/platform-split";
import { beginOperation } from "../operation-lock";
import { describeDiagnostics } from "../report/diagnostics";
import { duringLongStep } from "../report/long-step";
import { type ProgressDisplay, progressDisplay } from "../report/progress-display";
import type { StackRow } from "../report/stack-table";
import { describeLeftBehind, stacksLeftBehind } from "../stacks/left-behind";
import { requireValidConfiguration } from "../stacks/preflight";
import { type Direction, predecessors, runInOrder, type Turn } from "../stacks/schedule";
import { isStackName, selectStacks } from "../stacks/select-stacks";
import { requireOrder, type Stack, stacksOf } from "../stacks/stacks";
import { openTarget } from "../targets/open-target";
import { stackStates } from "../targets/stack-states";
import type { Target } from "../targets/target";
import type { Terminal } from "../terminal";
import type { ReportFile } from "./report-file";
import { reportingMistakes } from "./reporting-mistakes";

/** Options that every command on stacks takes. */
export interface StackCommandOptions {
  target: Target["name"];
  /** Whom to act as in the sandbox: a user's name, or a service principal's name or application id. */
  as?: string;
  json?: boolean;
  /** Lets the engine run the policy pack on what the program declares. */
  policies?: boolean;
  /** File for what the policy pack says. Only with `policies`. */
  policyReport?: ReportFile;
}

/** What one engine command does to each stack. */
interface StackWork {
  /** Where stacks that no file makes any more can be chosen too: those that there are. Default: none. */
  leftBehind?: readonly Stack[];
  /** Refuses what states show to be a mistake, or a person does not want, before anything is started. */
  before?(): Promise<void>;
  /** The command as the user knows it, for the message that a second one gets: `lakestage up`. */
  command: string;
  /** What is said while it runs: `deploying`. */
  verb: string;
  direction: Direction;
  /** The engine's parameters for a stack, without the stack. */
  parameters: readonly string[];
  /** Set for the engine and for the program, beside what the target sets. */
  environment?: Readonly<Record<string, string>>;
  /** More of them, for some stacks. */
  moreParameters?(stack: Stack): string[];
  /** How often the engine may run on a stack whose failures may pass by themselves. Default: once. */
  attempts?: number;
  /** Looks after a stack on which the engine failed. */
  afterFailure?(target: Target, stack: Stack, progress: StackProgress): Promise<void>;
  /** Which of the chosen stacks it is about, as only a look at the target shows. Default: all. */
  narrow?(target: Target, stacks: Stack[]): Promise<Stack[]>;
  /** Refuses what only a look at the target shows to be a mistake, before any stack is touched. */
  ready?(target: Target, stacks: Stack[]): Promise<void>;
  /** Readies a stack before the engine runs on it. */
  prepare?(target: Target, stack: Stack): Promise<void>;
  /** What a run that succeeded, and changed this, has made that more waits for: the engine runs once more then. Default: nothing. */
  madeForMore?(target: Target, stack: Stack, changes: ChangeCounts): Promise<string[]>;
  /** Completes a stack on which the engine succeeded, before those begin that need it. */
  complete?(target: Target, stack: Stack): Promise<void>;
  /** Goes on where the engine ends, once all stacks have had their turn. */
  finish?(target: Target, turns: Turn<StackResult>[]): Promise<void>;
}

/** How the engine's run on one stack went. */
export interface StackResult extends EngineRun {
  /** Of the last attempt. */
  progress: StackProgress;
  /** Of all attempts. */
  changes: ChangeCounts;
  seconds: number;
  /** That the stack has now, as its state says, and `lakestage status` and `pulumi stack ls` with it. */
  resources: number;
}

/** How one run of the engine went. */
type StackAttempt = Omit<StackResult, "seconds" | "resources">;

/**
 * Checks everything that can be checked, then runs the engine on each stack: independent ones side by side, messages
 * of failed ones in full at the end.
 * @throws CommandError before anything is touched.
 */
export async function runOnStacks(
  home: Home,
  terminal: Terminal,
  names: string[],
  options: StackCommandOptions,
  work: StackWork,
): Promise<Turn<StackResult>[]> {
  const to = { file: options.policyReport, shown: options.json ? ("json" as const) : undefined };
  return await reportingMistakes(terminal, to, () => checkAndRun(home, terminal, names, options, work));
}

async function checkAndRun(
  home: Home,
  terminal: Terminal,
  names: string[],
  options: StackCommandOptions,
  work: StackWork,
): Promise<Turn<StackResult>[]> {
  const known = stacksOf(CHECKOUT);
  if (!work.leftBehind) await requireFiles(home, terminal, options, known, names);
  const chosen = selectStacks([...known, ...(work.leftBehind ?? [])], names);
  requireValidConfiguration(
    CHECKOUT,
    chosen.filter(({ leftBehind }) => !leftBehind),
  );
  requireOrder(chosen);
  await work.before?.();
  const operation = await beginOperation(home, work.command);
  try {
    const target = await openTarget(options.target, home, terminal, operation, options.as);
    // Until here nothing is under way that would have to be brought to an end.
    const interruption = new Interruption();
    const loss = new Loss(target);
    try {
      const turns = await workOnStacks(target, chosen, terminal, options, work, interruption, loss.signal);
      loss.check();
      return turns;
    } catch (error) {
      // Of all that fails then, this is the reason.
      loss.check();
      throw error;
    } finally {
      loss.end();
      interruption.end();
    }
  } finally {
    await operation.end();
  }
}

/** @throws CommandError where a name is that of a stack that is left behind: only `status` and `destroy` know what to do with it. */
async function requireFiles(
  home: Home,
  terminal: Terminal,
  { target }: StackCommandOptions,
  known: readonly Stack[],
  names: readonly string[],
): Promise<void> {
  // Names that fit are not worth a look at the states, which takes an engine in the cloud.
  if (names.every((name) => isStackName(known, name))) return;
  const states = await stackStates(home, target);
  const leftBehind = await stacksLeftBehind(states, known);
  const meant = leftBehind.filter((stack) => names.some((name) => isStackName([stack], name)));
  if (meant.length === 0) return;
  const told = await describeLeftBehind(states, terminal, meant, known);
  throw new CommandError(`${told.join("\n")}\nNothing was changed.`, ExitCode.mistake);
}

async function workOnStacks(
  target: Target,
  chosen: Stack[],
  terminal: Terminal,
  options: StackCommandOptions,
  work: StackWork,
  interruption: Interruption,
  lost: AbortSignal,
): Promise<Turn<StackResult>[]> {
  // Nothing is under way yet, so that no state changes: each is read once, which in the cloud takes an engine of its own.
  const before: Target = Object.create(target, { deployment: { value: once((name) => target.deployment(name)) } });
  const stacks = await duringLongStep(
    terminal,
    `${work.command}: comparing what is deployed with the files`,
    async () => {
      await requireDivided(before, chosen);
      const narrowed = (await work.narrow?.(before, chosen)) ?? chosen;
      await work.ready?.(before, narrowed);
      return narrowed;
    },
  );
  const environment = { ...target.engine.environment, ...work.environment };
  const hosting = await Hosting.open({ ...target.engine, environment }, target.provider?.bind(target));
  const plan = stacks.map((stack) => ({
    name: stack.name,
    after: predecessors(stack, stacks, work.direction).map(({ name }) => name),
  }));
  const display = progressDisplay(terminal, work.verb, plan);
  const ensureStack = once((name) => target.ensureStack(name));
  try {
    const turns = await runInOrder(stacks, work.direction, availableParallelism(), (stack) =>
      interruption.requested || lost.aborted
        ? Promise.resolve(notBegun())
        : runOnStack(target, hosting, ensureStack, display, stack, withPolicies(work, options), interruption, lost),
    );
    display.close();
    if (lost.aborted) return turns;
    reportTurns(terminal, turns);
    const suspicious = !interruption.requested && turns.some(isUnexplained);
    const fault = suspicious ? await target.engineFault() : undefined;
    if (fault !== undefined) terminal.note(fault);
    if (!interruption.requested) {
      await duringLongStep(terminal, `${work.command}: looking at what is done`, async () =>
        work.finish?.(target, turns),
      );
    }
    if (interruption.requested) process.exitCode = ExitCode.interrupted;
    else if (turns.some(({ outcome }) => outcome !== "done")) process.exitCode = ExitCode.stackFailed;
    return turns;
  } finally {
    display.close();
    hosting.close();
  }
}

/** Looks now and then whether the place is still there that stacks are deployed to. */
class Loss {
  private readonly controller = new AbortController();
  private message: string | undefined;
  private readonly timer = setInterval(() => this.look(), LOOKED_EVERY).unref();

  constructor(private readonly target: Target) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** @throws CommandError when it is not. */
  check(): void {
    this.look();
    if (this.message !== undefined) throw new CommandError(this.message, ExitCode.sandboxBroken);
  }

  end(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    this.message ??= this.target.lost?.();
    if (this.message !== undefined) this.controller.abort();
  }
}

const LOOKED_EVERY = 1000;

/** @throws CommandError for an environment whose stack still holds what its platform's holds now. */
async function requireDivided(target: Target, stacks: readonly Stack[]): Promise<void> {
  for (const { kind, name } of stacks) {
    if (kind !== "environment") continue;
    const environment = await target.deployment(name);
    if (!environment || !isUndivided({ environment, projects: new Map() })) continue;
    throw new CommandError(
      `${name} was deployed before environments had platforms' stacks. Run lakestage migrate, which moves resources from ` +
        "one state to the other and touches nothing that runs. Nothing was changed.",
      ExitCode.mistake,
    );
  }
}

/** The same work, done once for each name. */
function once<Result>(work: (name: string) => Promise<Result>): (name: string) => Promise<Result> {
  const done = new Map<string, Promise<Result>>();
  return (name) => {
    const doing = done.get(name) ?? work(name);
    done.set(name, doing);
    return doing;
  };
}

/** The pack of this checkout, wherever the settings are. */
const PACK = resolve(__dirname, "../../policies");

const withPolicies = (work: StackWork, { policies }: StackCommandOptions): StackWork =>
  policies ? { ...work, parameters: [...work.parameters, "--policy-pack", PACK] } : work;

async function runOnStack(
  target: Target,
  hosting: Hosting,
  ensureStack: (name: string) => Promise<void>,
  display: ProgressDisplay,
  stack: Stack,
  work: StackWork,
  interruption: Interruption,
  lost: AbortSignal,
): Promise<StackResult> {
  const started = Date.now();
  const known = await resourceCount(target, stack);
  // The engine reads nothing of a stack that is not deployed, and refuses to read one that it does not know.
  for (const name of [stack.name, ...stack.dependsOn]) await ensureStack(name);
  await work.prepare?.(target, stack);
  const over = (): boolean => interruption.requested || lost.aborted;
  const begin = (doing?: string): void => display.begin(stack.name, known > 0 ? known : undefined, doing);
  const attemptAll = async (): Promise<StackAttempt> => {
    let attempt = await attemptStack(target, hosting, display, stack, work, lost);
    for (let number = 2; number <= (work.attempts ?? 1) && !attempt.succeeded; number++) {
      if (over() || !mayPass(attempt.progress.diagnostics)) break;
      begin(`attempt ${number}, as what failed may pass by itself`);
      await sleep(number * PAUSE_MILLISECONDS);
      const next = await attemptStack(target, hosting, display, stack, work, lost);
      attempt = { ...next, changes: changesOfBoth(attempt.changes, next.changes) };
    }
    return attempt;
  };
  begin();
  let run = await attemptAll();
  let { changes } = run;
  // What was there already, and let nothing be made, is no reason to run again.
  const seen = new Set<string>();
  while (run.succeeded && !over()) {
    const made = (await work.madeForMore?.(target, stack, run.changes)) ?? [];
    if (made.every((one) => seen.has(one))) break;
    for (const one of made) seen.add(one);
    begin("once more, as what was made lets more be made");
    run = await attemptAll();
    changes = changesOfBoth(changes, run.changes);
  }
  if (run.succeeded) await work.complete?.(target, stack);
  const seconds = (Date.now() - started) / 1000;
  const outcome = run.succeeded ? `done in ${seconds.toFixed(1)} s` : "failed";
  display.end(stack.name, outcome, run.succeeded);
  return { ...run, changes, seconds, resources: await resourceCount(target, stack) };
}

const resourceCount = async (target: Target, { name }: Stack): Promise<number> =>
  resourcesIn(await target.deployment(name)).length;

/** What changes stacks goes on for so long while services have a bad day. */
export const ATTEMPTS = 8;

/** Between attempts, and so often more as there have been attempts. */
const PAUSE_MILLISECONDS = 500;

async function attemptStack(
  target: Target,
  hosting: Hosting,
  display: ProgressDisplay,
  stack: Stack,
  work: StackWork,
  lost: AbortSignal,
): Promise<StackAttempt> {
  const progress = new StackProgress();
  const run = await runEngine(
    hosting.engine,
    [...work.parameters, ...(work.moreParameters?.(stack) ?? []), ...hosting.parameters, "--stack", stack.name],
    (event) => {
      progress.accept(event);
      display.update(stack.name, progress);
    },
    lost,
  );
  if (!run.succeeded && !lost.aborted) await work.afterFailure?.(target, stack, progress);
  return { ...run, progress, changes: changeCounts(progress.counts) };
}

function notBegun(): StackResult {
  const progress = new StackProgress();
  const changes = changeCounts(undefined);
  return { succeeded: false, messages: "interrupted before it began", progress, changes, seconds: 0, resources: 0 };
}

/** Says, once and in full, what engines and providers had to say, and which stacks did not get their turn. */
function reportTurns(terminal: Terminal, turns: Turn<StackResult>[]): void {
  for (const turn of turns) {
    const { name } = turn.stack;
    if (turn.outcome === "skipped") {
      terminal.note(`${name}: skipped, because ${turn.because.join(" and ")} did not succeed.`);
      continue;
    }
    const { diagnostics } = turn.result.progress;
    if (diagnostics.length > 0) terminal.note(describeDiagnostics(name, diagnostics));
    if (isUnexplained(turn)) terminal.note(`${name}: error: ${plainReason(turn.result.messages)}`);
  }
}

/** The engine begins its own last words with `error:`, too. */
const plainReason = (messages: string): string => messages.replace(/^error: /, "") || "the engine gave no reason";

/** Whether a stack failed, and neither a resource nor a policy says why. */
function isUnexplained(turn: Turn<StackResult>): boolean {
  if (turn.outcome !== "failed") return false;
  const { diagnostics, policyEvents } = turn.result.progress;
  return policyEvents.length === 0 && !diagnostics.some(({ severity }) => severity === "error");
}

/** The closing table's lines. */
export function stackRows(turns: Turn<StackResult>[]): StackRow[] {
  return turns.map((turn) => {
    const progress = turn.outcome === "skipped" ? new StackProgress() : turn.result.progress;
    const address = progress.outputs.workspaceUrl;
    return {
      stack: turn.stack.name,
      outcome: turn.outcome,
      resources: turn.outcome === "skipped" ? 0 : turn.result.resources,
      changes: turn.outcome === "skipped" ? changeCounts(undefined) : turn.result.changes,
      seconds: turn.outcome === "skipped" ? 0 : turn.result.seconds,
      address: typeof address === "string" ? address : undefined,
    };
  });
}
