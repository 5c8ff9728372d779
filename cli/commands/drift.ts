import { AccessError, type Difference } from "../../access";
import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { changeCounts, hasChanges } from "../engine/change-counts";
import { ExitCode } from "../exit-code";
import { describeResourceChanges } from "../report/diagnostics";
import { leftBehindBeside } from "../stacks/left-behind";
import { requireValidConfiguration } from "../stacks/preflight";
import type { Turn } from "../stacks/schedule";
import { stacksOf } from "../stacks/stacks";
import type { Terminal } from "../terminal";
import { deployedOf, findRogueAccess } from "./rogue-access";
import { rogueAccessAdvice } from "./rogue-access-text";
import { runOnStacks, type StackCommandOptions, type StackResult } from "./stack-command";

/**
 * Compares stacks with what is really there, and changes nothing: access that somebody was given by hand, and resources
 * that are not as they were deployed. Lets the command end with `changesFound` where something differs.
 */
export async function drift(
  home: Home,
  terminal: Terminal,
  names: string[],
  options: StackCommandOptions,
): Promise<void> {
  // Whose something is, all that is declared tells.
  const all = stacksOf(CHECKOUT);
  requireValidConfiguration(CHECKOUT, all);
  let access: Difference[] = [];
  let leftBehind: string[] = [];
  const turns = await runOnStacks(home, terminal, names, options, {
    command: "lakestage drift",
    verb: "reading",
    direction: "forwards",
    parameters: ["refresh", "--preview-only"],
    narrow: async (target, stacks) => {
      const deployed = await deployedOf(target, stacks);
      for (const { name } of stacks.filter((stack) => !deployed.includes(stack)))
        terminal.note(`${name}: not deployed`);
      return deployed;
    },
    ready: async (target, stacks) => {
      leftBehind = await leftBehindBeside(target, all);
      if (stacks.length > 0) access = await rogueAccessIn(() => findRogueAccess(home, options.target, target, stacks));
    },
  });
  for (const line of leftBehind) terminal.note(line);
  report(terminal, access, turns, options);
}

/** @throws CommandError when it cannot be read who may do what. */
async function rogueAccessIn(find: () => ReturnType<typeof findRogueAccess>): Promise<Difference[]> {
  try {
    return (await find()).differences;
  } catch (error) {
    if (error instanceof AccessError) throw new CommandError(error.message, ExitCode.mistake);
    throw error;
  }
}

function report(
  terminal: Terminal,
  access: Difference[],
  turns: Turn<StackResult>[],
  { json }: StackCommandOptions,
): void {
  const resources = turns.flatMap((turn) => {
    if (turn.outcome === "skipped") return [];
    const { changes, counts } = turn.result.progress;
    return [{ stack: turn.stack.name, outcome: turn.outcome, changes: changeCounts(counts), resources: changes }];
  });
  if (json) terminal.result(JSON.stringify({ access, stacks: resources }, undefined, 2));
  else {
    for (const difference of access) terminal.result(rogueAccessAdvice(difference));
    for (const { changes, outcome, resources: differing, stack } of resources) {
      if (outcome === "failed") continue;
      if (hasChanges(changes)) {
        terminal.result(
          `${stack}: not as it was deployed; lakestage refresh ${stack} and then lakestage up ${stack} put back what is declared:`,
        );
        terminal.result(describeResourceChanges(differing));
      } else if (!access.some((difference) => difference.stack === stack)) {
        terminal.result(`${stack}: nothing differs`);
      }
    }
  }
  const differs = access.length > 0 || resources.some(({ changes }) => hasChanges(changes));
  if (differs && !process.exitCode) process.exitCode = ExitCode.changesFound;
}
