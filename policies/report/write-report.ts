import { jsonReport } from "./json";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import type { Report } from "./report";
import { sarifReport } from "./sarif";
import { terminalReport } from "./terminal";

/** Forms that a report can be written in. */
export const REPORT_FORMATS = ["terminal", "json", "sarif", "junit", "markdown"] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/**
 * The report as text that ends its last line. The same report gives the same text, but for the seconds that `terminal`
 * tells.
 * @param colours whether `terminal` may use colours. Default: no.
 */
export const writeReport = (report: Report, format: ReportFormat, { colours = false } = {}): string =>
  `${WRITERS[format](report, colours)}\n`;

const WRITERS: Readonly<Record<ReportFormat, (report: Report, colours: boolean) => string>> = {
  terminal: terminalReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  markdown: markdownReport,
};
