/** Reports on what rules found. */
export { originOf } from "./origin/origin-of";
export { isFailure, type LocatedFinding, pagesAddress, type Report, type ReportParts, reportOn } from "./report";
export { REPORT_FORMATS, type ReportFormat, writeReport } from "./write-report";
