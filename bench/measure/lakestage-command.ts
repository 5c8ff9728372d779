import { join } from "node:path";
import type { Estate } from "../../test/harness/estate";
import type { MeasuredCommand } from "./measured-process";

/** `lakestage` on an estate, as the estate itself runs it. */
export const lakestageCommand = ({ checkout, environment }: Estate, ...args: string[]): MeasuredCommand => ({
  file: process.execPath,
  args: [join(checkout, "bin", "lakestage.js"), ...args],
  directory: checkout,
  environment,
});

/**
 * `lakestage check` of all stacks of an estate.
 * @param circumstances what earlier runs kept is believed only by those that have the same.
 */
export function lakestageCheck(estate: Estate, circumstances: string, ...options: string[]): MeasuredCommand {
  const { environment, ...command } = lakestageCommand(estate, "check", ...options);
  return { ...command, environment: { ...environment, LAKESTAGE_BENCH_CIRCUMSTANCES: circumstances } };
}
