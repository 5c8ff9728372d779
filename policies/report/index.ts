/** Reports on what rules found. */

export { originOf } from "./origin/origin-of";
export {
  isFailure,
  type JudgedStack,
  judgedStack,
  type LocatedFinding,
  type Report,
  type ReportParts,
  reportOn,
} from "./report";
export { type ReportFormat, writeReport } from "./write-report";
