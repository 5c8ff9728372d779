import { rmSync } from "node:fs";
import { MistakesError } from "../mistakes-error";
import type { Terminal } from "../terminal";
import { type ReportTo, writeReportFile } from "./report-file";

/**
 * Lets a command work that reports: where it ends with mistakes, these are in its report, and in the JSON that it would have
 * printed. What an earlier command reported is taken away first: nobody takes it for this one's.
 * @throws whatever the work throws.
 */
export async function reportingMistakes<Result>(
  terminal: Terminal,
  { file, shown }: ReportTo,
  work: () => Promise<Result>,
): Promise<Result> {
  if (file) rmSync(file.path, { force: true });
  try {
    return await work();
  } catch (error) {
    if (error instanceof MistakesError) {
      const { writeMistakes } = await import("../../policies/report");
      if (file) writeReportFile(file.path, writeMistakes(error.problems, file.format));
      // People read them in the message.
      if (shown && shown !== "terminal") terminal.result(writeMistakes(error.problems, shown).trimEnd());
    }
    throw error;
  }
}
