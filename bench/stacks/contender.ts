import type { OperatorClient } from "../../sandbox/lifecycle";
import type { Estate } from "../../test/harness/estate";
import { type ControlPlaneUse, operatorOf, withControlPlane } from "../measure/control-plane-use";
import { lakestageCommand } from "../measure/lakestage-command";
import { type MeasuredCommand, type Measurement, measure } from "../measure/measured-process";
import { type EngineVariables, pulumiCommand } from "../measure/pulumi-command";

/** What is done to stacks in which nothing has changed, in the order in which it is measured. */
export const OPERATIONS = ["preview", "up"] as const;

type Operation = (typeof OPERATIONS)[number];

/** `before` is `lakestage` of another version. */
export type Way = "lakestage" | "plain pulumi" | "Terraform" | "before";

/** One way to do it, with stacks of its own that are deployed. */
export interface Contender {
  way: Way;
  /** Run one after the other. A preview fails that finds a change. */
  commands: Record<Operation, readonly MeasuredCommand[]>;
  /** Of the control plane that answers. */
  operator: OperatorClient;
}

/** One operation in one way, done once. */
export interface UnchangedRun extends Measurement, ControlPlaneUse {
  way: Way;
  operation: Operation;
}

/** `lakestage`, one command for all the stacks. */
export async function lakestage(way: Way, estate: Estate, stacks: readonly string[]): Promise<Contender> {
  const commands = {
    preview: [lakestageCommand(estate, "preview", ...stacks, "--expect-no-changes")],
    up: [lakestageCommand(estate, "up", ...stacks)],
  };
  return { way, commands, operator: await operatorOf(estate) };
}

/** Plain `pulumi`, which has a command for one stack only. */
export async function plainPulumi(estate: Estate, stacks: readonly string[]): Promise<Contender> {
  const engine = await estate.json<EngineVariables>("env");
  const each = (...args: string[]): MeasuredCommand[] =>
    stacks.map((stack) => pulumiCommand(engine, stack, ...args, "--expect-no-changes"));
  const commands = { preview: each("preview"), up: each("up", "--yes", "--skip-preview") };
  return { way: "plain pulumi", commands, operator: await operatorOf(estate) };
}

/** Each operation by all contenders in turn, so that what disturbs the machine disturbs all. */
export async function byTurns(
  contenders: readonly Contender[],
  { runs, progress }: { runs: number; progress: (what: string) => void },
): Promise<UnchangedRun[]> {
  const results: UnchangedRun[] = [];
  for (let run = 1; run <= runs; run++) {
    for (const operation of OPERATIONS) {
      for (const { way, commands, operator } of contenders) {
        progress(`${operation} by ${way}, run ${run} of ${runs}`);
        const measured = await withControlPlane(operator, () => measureAll(commands[operation]));
        results.push({ way, operation, ...measured });
      }
    }
  }
  return results;
}

async function measureAll(commands: readonly MeasuredCommand[]): Promise<Measurement> {
  const all: Measurement = { seconds: 0, processor: 0, peakMemory: undefined };
  for (const command of commands) {
    const { seconds, processor, peakMemory } = await measure(command);
    all.seconds += seconds;
    all.processor += processor;
    if (peakMemory !== undefined) all.peakMemory = Math.max(all.peakMemory ?? 0, peakMemory);
  }
  return all;
}
