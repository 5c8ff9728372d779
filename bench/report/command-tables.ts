import { COMMANDS, type CommandResult, type CommandRun, type Running } from "../command/measure-command";
import { type FigureTable, figures, MEBIBYTE, ratio, show } from "./figure-table";

/** The command compiled, next to each other way in which it was run. */
export function commandTable({ runs, stacks }: CommandResult): FigureTable {
  const ways: readonly Running[] = ["compiled", "from its sources", "before"];
  const [compiled, ...others] = ways.filter((way) => runs.some(({ running }) => running === way));
  const rows = COMMANDS.flatMap((command) => {
    const line = (what: string, select: (run: CommandRun) => number | undefined, digits: number): string[] => {
      const of = (way: Running | undefined): number[] =>
        figures(
          runs.filter((run) => run.command === command && run.running === way),
          select,
        );
      return [
        `${command}: ${what}`,
        ...[compiled, ...others].map((way) => show(of(way), digits)),
        ...others.map((way) => ratio(of(compiled), of(way))),
      ];
    };
    return [
      line("processor seconds", ({ processor }) => processor, 2),
      line("peak memory, MiB", ({ peakMemory }) => peakMemory && peakMemory / MEBIBYTE, 0),
    ];
  });
  const headings = [compiled, ...others].map(String);
  return { head: [`${stacks} stacks`, ...headings, ...others.map((way) => `ratio to ${way}`)], rows };
}
