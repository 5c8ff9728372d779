import { type CheckRun, KEPT } from "../command/check";
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

/** `lakestage check` by what earlier runs of it have kept. */
export function checkTable(runs: readonly CheckRun[]): FigureTable {
  const ways = [...KEPT, "before" as const].filter((way) => runs.some(({ kept }) => kept === way));
  const rows = [...new Set(runs.map(({ estate }) => estate))].flatMap((estate) => {
    const line = (what: string, select: (run: CheckRun) => number | undefined, digits: number): string[] => {
      const of = (way: CheckRun["kept"]): number[] =>
        figures(
          runs.filter((run) => run.estate === estate && run.kept === way),
          select,
        );
      return [
        `${estate}: ${what}`,
        ...ways.map((way) => show(of(way), digits)),
        ...(ways.includes("before") ? [ratio(of("nothing"), of("before"))] : []),
      ];
    };
    return [
      line("processor seconds", ({ processor }) => processor, 2),
      line("seconds", ({ seconds }) => seconds, 2),
      line("peak memory, MiB", ({ peakMemory }) => peakMemory && peakMemory / MEBIBYTE, 0),
    ];
  });
  const headings = ways.map((way) => (way === "before" ? way : `${way} kept`));
  return { head: ["check", ...headings, ...(ways.includes("before") ? ["ratio to before"] : [])], rows };
}
