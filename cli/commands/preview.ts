import { findingsIn } from "../../policies/engine-findings";
import { allRules } from "../../policies/rule-index";
import type { Home } from "../../sandbox/lifecycle";
import { changeCounts, describeChanges, hasChanges } from "../engine/change-counts";
import { ExitCode } from "../exit-code";
import { describeLoss, findLosses, type KnownLoss } from "../losses/guard";
import { describeResourceChanges } from "../report/diagnostics";
import { requireFixedSettings } from "../stacks/fixed-settings";
import type { Turn } from "../stacks/schedule";
import type { Terminal } from "../terminal";
import { tellEnginePolicies } from "./policy-report";
import { runOnStacks, type StackCommandOptions, type StackResult } from "./stack-command";

export type PreviewOptions = StackCommandOptions & { expectNoChanges?: boolean };

/** Shows what `up` would change, resource by resource, with the names of the properties and never their values. */
export async function preview(home: Home, terminal: Terminal, names: string[], options: PreviewOptions): Promise<void> {
  let losses: KnownLoss[] = [];
  const turns = await runOnStacks(home, terminal, names, options, {
    command: "lakestage preview",
    verb: "comparing",
    direction: "forwards",
    parameters: ["preview"],
    ready: async (target, stacks) => {
      await requireFixedSettings(target, stacks);
      losses = await findLosses(target, stacks);
    },
  });
  reportChanges(terminal, turns, options, "would be", losses);
  if (options.policies) await tellEnginePolicies(terminal, options, turns);
}

/**
 * Prints the changes of every stack, and lets the command end with `changesFound` where there are some and none were
 * expected.
 */
export function reportChanges(
  terminal: Terminal,
  turns: Turn<StackResult>[],
  options: { json?: boolean; expectNoChanges?: boolean; policies?: boolean },
  tense: "would be" | "were",
  losses?: readonly KnownLoss[],
): void {
  const rules = options.policies ? allRules() : [];
  const runs = turns.flatMap((turn) => (turn.outcome === "skipped" ? [] : [turn]));
  const found = runs.map(({ stack, outcome, result }) => ({
    stack: stack.name,
    outcome,
    changes: changeCounts(result.progress.counts),
    resources: result.progress.changes,
    ...(losses && {
      destroys: losses
        .filter((loss) => loss.stack === stack.name)
        .map(({ holds, kind, name, replacedBy }) => ({ what: kind.word, name, holds, replacedBy: replacedBy?.name })),
    }),
    diagnostics: result.progress.diagnostics,
    ...(options.policies && { findings: findingsIn(stack.name, result.progress.policyEvents, rules) }),
  }));
  if (options.json) terminal.result(JSON.stringify(found, undefined, 2));
  else {
    for (const [index, { stack, outcome, changes, resources }] of found.entries()) {
      if (outcome === "failed") continue;
      if (!hasChanges(changes)) terminal.result(`${stack}: no change in ${runs[index]?.result.resources} resources`);
      else terminal.result(`${stack}: ${describeChanges(changes)} (${tense})\n${describeResourceChanges(resources)}`);
      for (const loss of (losses ?? []).filter((each) => each.stack === stack)) {
        terminal.result(`  destroys, for good: ${describeLoss(loss)}`);
      }
    }
  }
  if (options.expectNoChanges && !process.exitCode && found.some(({ changes }) => hasChanges(changes))) {
    process.exitCode = ExitCode.changesFound;
  }
}
