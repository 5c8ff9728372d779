import { AccessError } from "../../access";
import type { Home } from "../../sandbox/lifecycle";
import { CommandError } from "../command-error";
import { changeCounts, hasChanges } from "../engine/change-counts";
import { ExitCode } from "../exit-code";
import { describeResourceChanges } from "../report/resource-changes";
import { SETTINGS } from "../settings";
import { stacksChangedSince } from "../stacks/changed-settings";
import { leftBehindBeside } from "../stacks/left-behind";
import { requireValidConfiguration } from "../stacks/preflight";
import type { Turn } from "../stacks/schedule";
import { stacksOf } from "../stacks/stacks";
import type { Terminal } from "../terminal";
import { reportingMistakes } from "./reporting-mistakes";
import { deployedOf, findRogueAccess, type RogueDifference } from "./rogue-access";
import { rogueAccessAdvice } from "./rogue-access-text";
import { runOnStacks, type StackCommandOptions, type StackResult } from "./stack-command";

/**
 * Compares stacks as they were last deployed with what is really there, and changes nothing: access that somebody was given
 * by hand, and resources that are not as they were deployed. What files say otherwise since is told apart. Lets the command end with `changesFound` where something differs.
 */
export async function drift(
  home: Home,
  terminal: Terminal,
  names: string[],
  options: StackCommandOptions,
): Promise<void> {
  // Whose something is, all that is declared tells.
  const all = stacksOf(SETTINGS);
  const to = { shown: options.json ? ("json" as const) : undefined };
  await reportingMistakes(terminal, to, async () => requireValidConfiguration(SETTINGS, all, ""));
  let access: RogueDifference[] = [];
  let leftBehind: string[] = [];
  let changedSince: string[] = [];
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
      leftBehind = await leftBehindBeside(target, terminal, all);
      changedSince = (await stacksChangedSince(target, stacks, all)).map(({ name }) => name);
      if (stacks.length > 0) access = await rogueAccessIn(() => findRogueAccess(home, options.target, target, stacks));
    },
  });
  for (const line of leftBehind) terminal.note(line);
  report(terminal, access, turns, changedSince, options);
}

/** @throws CommandError when it cannot be read who may do what. */
async function rogueAccessIn(find: () => ReturnType<typeof findRogueAccess>): Promise<RogueDifference[]> {
  try {
    return (await find()).differences;
  } catch (error) {
    if (error instanceof AccessError) throw new CommandError(error.message, ExitCode.mistake);
    throw error;
  }
}

function report(
  terminal: Terminal,
  access: RogueDifference[],
  turns: Turn<StackResult>[],
  changedSince: readonly string[],
  { json }: StackCommandOptions,
): void {
  const resources = turns.flatMap((turn) => {
    if (turn.outcome === "skipped") return [];
    const { changes, counts } = turn.result.progress;
    const stack = turn.stack.name;
    const settingsChanged = changedSince.includes(stack);
    return [{ stack, outcome: turn.outcome, settingsChanged, changes: changeCounts(counts), resources: changes }];
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
    if (changedSince.length > 0) {
      const names = changedSince.join(" ");
      terminal.note(
        `${changedSince.join(", ")}: settings have changed since the last deployment, which is no drift: lakestage preview ${names} ` +
          `shows what lakestage up ${names} would change.`,
      );
    }
  }
  const differs = access.length > 0 || resources.some(({ changes }) => hasChanges(changes));
  if (differs && !process.exitCode) process.exitCode = ExitCode.changesFound;
}
