import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import type { ReportFormat } from "../../policies/report";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";

/** Where to write what the policies say, and in which form. */
export interface ReportFile {
  path: string;
  format: ReportFormat;
}

/** Where a report goes. */
export interface ReportTo {
  /** A file to write it to. Default: none. */
  file?: ReportFile | undefined;
  /** The form in which it is this command's result. Default: it is none. */
  shown?: ReportFormat | undefined;
}

/** Formats by the ending of a report's file. */
const FORMATS: Readonly<Record<string, ReportFormat>> = {
  ".json": "json",
  ".md": "markdown",
  ".sarif": "sarif",
  ".txt": "terminal",
  ".xml": "junit",
};

/** @throws CommandError for a file whose ending says nothing of its format. */
export function reportFile(path: string): ReportFile {
  const format = FORMATS[extname(path)];
  if (format) return { path, format };
  const endings = Object.entries(FORMATS).map(([ending, name]) => `${ending} (${name})`);
  throw new CommandError(`${path}: a report's file must end with one of ${endings.join(", ")}`, ExitCode.mistake);
}

/** @throws CommandError where the file, or the folder that it goes into, cannot be written. */
export function writeReportFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The report cannot be written to ${path}: ${reason}`, ExitCode.mistake);
  }
}
