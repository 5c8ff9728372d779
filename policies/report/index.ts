/** Reports on what rules found. */
export { isFailure, type LocatedFinding, pagesAddress, type Report, type ReportParts, reportOn } from "./report";
export { type ReportFormat, writeReport } from "./write-report";
