import type { EngineComparison, OperationRun } from "../engines/compare-engines";
import { OPERATIONS } from "../engines/engine";
import type { ProgramStart } from "../program-start/program-start";
import { type FigureTable, figures, MEBIBYTE, ratio, show } from "./figure-table";

/** Why there are no figures of Terraform, or that there are. */
export type TerraformHere = { here: true } | { here: false; because: string };

/**
 * Pulumi and Terraform side by side: medians, the range of all runs, and Pulumi's part of Terraform's.
 * @param of whose resources they are.
 */
export function engineTable(of: string, comparison: EngineComparison, terraform: TerraformHere): FigureTable {
  const missing = terraform.here ? "" : terraform.because;
  const rows = OPERATIONS.flatMap((operation) => {
    const pulumi = comparison.pulumi.filter((run) => run.operation === operation);
    if (pulumi.length === 0) return [];
    const peer = comparison.terraform?.filter((run) => run.operation === operation);
    const line = (what: string, select: (run: OperationRun) => number | undefined, digits: number): string[] => {
      const ours = figures(pulumi, select);
      const theirs = peer && figures(peer, select);
      return [
        `${operation}: ${what}`,
        show(ours, digits),
        theirs ? show(theirs, digits) : missing,
        ratio(ours, theirs ?? []),
      ];
    };
    return [
      line("seconds", ({ seconds }) => seconds, 2),
      line("peak memory, MiB", ({ peakMemory }) => peakMemory && peakMemory / MEBIBYTE, 0),
      line("API calls a resource", ({ calls }) => calls / comparison.resources, 2),
    ];
  });
  return { head: [`${of}, ${comparison.resources} resources`, "Pulumi", "Terraform", "ratio"], rows };
}

/** Where the time to the first resource goes. */
export function programStartTable(runs: readonly ProgramStart[]): FigureTable {
  const line = (what: string, phase: keyof ProgramStart): string[] => [
    what,
    show(
      runs.map((run) => run[phase]),
      2,
    ),
  ];
  return {
    head: ["until the first resource", "seconds"],
    rows: [
      line("engine starts, reads the project, starts Node", "engine"),
      line("Node starts, loads Pulumi's SDK", "sdk"),
      line("SDK connects, registers the stack", "stack"),
      line("program loads, and the packages that it imports", "loading"),
      line("settings are checked, groups looked up", "settings"),
      line("together", "total"),
    ],
  };
}
