import { findingsIn } from "../../policies/engine-findings";
import { allRules } from "../../policies/rule-index";
import type { Home } from "../../sandbox/lifecycle";
import { changeCounts, describeChanges, hasChanges } from "../engine/change-counts";
import { ExitCode } from "../exit-code";
import { describeLoss, findLosses, type KnownLoss } from "../losses/guard";
import { describeResourceChanges } from "../report/resource-changes";
import { SETTINGS } from "../settings";
import { type FirstDeployment, firstDeployments } from "../stacks/first-deployments";
import { requireFixedSettings } from "../stacks/fixed-settings";
import type { Turn } from "../stacks/schedule";
import { stacksOf } from "../stacks/stacks";
import type { Terminal } from "../terminal";
import { tellEnginePolicies } from "./policy-report";
import { runOnStacks, type StackCommandOptions, type StackResult } from "./stack-command";

export type PreviewOptions = StackCommandOptions & { expectNoChanges?: boolean };

/** Shows what `up` would change, resource by resource: what each property is, and what it becomes. Secrets are masked. */
export async function preview(home: Home, terminal: Terminal, names: string[], options: PreviewOptions): Promise<void> {
  const all = stacksOf(SETTINGS);
  let losses: KnownLoss[] = [];
  let first: FirstDeployment[] = [];
  const turns = await runOnStacks(home, terminal, names, options, {
    command: "lakestage preview",
    verb: "comparing",
    direction: "forwards",
    parameters: ["preview"],
    narrow: async (target, stacks) => {
      first = await firstDeployments(target, stacks, all);
      return stacks.filter((stack) => !first.some((each) => each.stack === stack));
    },
    ready: async (target, stacks) => {
      await requireFixedSettings(target, stacks);
      losses = await findLosses(target, stacks);
    },
  });
  reportChanges(terminal, turns, options, "would be", losses, first);
  if (first.length > 0) {
    const needs = all.filter(({ name }) => first.some((each) => each.needs.includes(name))).map(({ name }) => name);
    terminal.note(
      `${needs.join(", ")}: not deployed yet. What reads from ${needs.length > 1 ? "them" : "it"} is shown as its files declare it.`,
    );
  }
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
  first: readonly FirstDeployment[] = [],
): void {
  const rules = options.policies ? allRules() : [];
  const runs = turns.flatMap((turn) => (turn.outcome === "skipped" ? [] : [turn]));
  const compared = runs.map(({ stack, outcome, result }) => ({
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
  const declared = first.map(({ needs, resources, stack }) => ({
    stack: stack.name,
    outcome: "declared",
    needs,
    changes: changeCounts({ create: resources.length }),
    resources,
  }));
  if (options.json) terminal.result(JSON.stringify([...compared, ...declared], undefined, 2));
  else {
    for (const [index, { stack, outcome, changes, resources }] of compared.entries()) {
      if (outcome === "failed") continue;
      if (!hasChanges(changes)) terminal.result(`${stack}: no change in ${runs[index]?.result.resources} resources`);
      else terminal.result(`${stack}: ${describeChanges(changes)} (${tense})\n${describeResourceChanges(resources)}`);
      for (const loss of (losses ?? []).filter((each) => each.stack === stack)) {
        terminal.result(`  destroys, for good: ${describeLoss(loss)}`);
      }
    }
    for (const { changes, needs, resources, stack } of declared) {
      terminal.result(
        `${stack}: ${describeChanges(changes)} (would be, as its files declare it; needs ${needs.join(" and ")})\n${describeResourceChanges(resources)}`,
      );
    }
  }
  if (
    options.expectNoChanges &&
    !process.exitCode &&
    [...compared, ...declared].some(({ changes }) => hasChanges(changes))
  ) {
    process.exitCode = ExitCode.changesFound;
  }
}
