import { OPERATIONS, type UnchangedRun, type Way } from "../stacks/contender";
import type { StacksResult } from "../stacks/measure-stacks";
import { type FigureTable, figures, MEBIBYTE, ratio, show } from "./figure-table";
import type { TerraformHere } from "./tables";

/** One project's stack in each way. */
export function projectStackTable({ resources, runs }: StacksResult["project"], terraform: TerraformHere): FigureTable {
  return waysTable(`one project, ${resources} resources`, ["lakestage", "plain pulumi", "Terraform"], runs, terraform);
}

/** All shipped stacks in each way. */
export function shippedStacksTable({ runs, stacks }: StacksResult["shipped"], terraform: TerraformHere): FigureTable {
  return waysTable(`${stacks} stacks`, ["lakestage", "plain pulumi"], runs, terraform);
}

/** Ours next to each other way; next to what was before only where that was measured. */
function waysTable(
  title: string,
  always: readonly Way[],
  runs: readonly UnchangedRun[],
  terraform: TerraformHere,
): FigureTable {
  const ways: readonly Way[] = runs.some(({ way }) => way === "before") ? [...always, "before"] : always;
  const [, ...others] = ways;
  const rows = OPERATIONS.flatMap((operation) => {
    const line = (what: string, select: (run: UnchangedRun) => number | undefined, digits: number): string[] => {
      const of = (wanted: Way): number[] =>
        figures(
          runs.filter((run) => run.operation === operation && run.way === wanted),
          select,
        );
      const cell = (way: Way): string =>
        way === "Terraform" && !terraform.here ? terraform.because : show(of(way), digits);
      return [`${operation}: ${what}`, ...ways.map(cell), ...others.map((way) => ratio(of("lakestage"), of(way)))];
    };
    const controlPlane = line("the control plane's meanwhile", (run) => run.controlPlane, 2);
    return [
      line("seconds", ({ seconds }) => seconds, 2),
      line("processor seconds", ({ processor }) => processor, 2),
      // A few of the kernel's hundredths: their ratios say nothing.
      controlPlane.map((cell, column) => (column > ways.length ? "" : cell)),
      line("peak memory, MiB", ({ peakMemory }) => peakMemory && peakMemory / MEBIBYTE, 0),
    ];
  });
  return { head: [`${title}, nothing changed`, ...ways, ...others.map((way) => `ratio to ${way}`)], rows };
}
