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

export function table(head: string[], rows: string[][]): string {
  const drawn = new Table({ head, style: { head: [], border: [] } });
  drawn.push(...rows);
  return drawn.toString();
}
