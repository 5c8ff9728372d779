import Table from "cli-table3";
import { median, spread } from "../measure/statistics";

export const MEBIBYTE = 1024 * 1024;

/** The figures that there are: some systems do not tell some of them. */
export function figures<Run>(runs: readonly Run[], select: (run: Run) => number | undefined): number[] {
  return runs.flatMap((run) => select(run) ?? []);
}

/** The median with the least and the greatest; one figure alone stands for itself. */
export function show(values: readonly number[], digits: number): string {
  if (values.length === 0) return "not measured on this system";
  const middle = median(values).toFixed(digits);
  if (values.length === 1) return middle;
  const [least, most] = spread(values).map((value) => value.toFixed(digits));
  return `${middle} (${least} to ${most})`;
}

/** One median by another; empty where either is missing. */
export function ratio(values: readonly number[], by: readonly number[]): string {
  if (values.length === 0 || by.length === 0 || median(by) === 0) return "";
  return (median(values) / median(by)).toFixed(2);
}

/** Figures in rows, each with a name. */
export interface FigureTable {
  head: string[];
  rows: string[][];
}

/** For a terminal. */
export function drawn({ head, rows }: FigureTable): string {
  const lines = new Table({ head, style: { head: [], border: [] } });
  lines.push(...rows);
  return lines.toString();
}

/** For a page. */
export function markdown({ head, rows }: FigureTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
