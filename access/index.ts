/** Who may do what in an estate: as it is declared, as it runs, and why. */
export { AccessError } from "./access-error";
export type { Difference } from "./comparison/difference";
export { differences } from "./comparison/differences";
export { declaredAccess, deployedAccess } from "./declared/declared-state";
export type { GivingStack } from "./declared/giving-stack";
export { Evaluator } from "./evaluation/evaluator";
export type { Explanation, Question, Step, Target } from "./evaluation/explanation";
export { type AccessMatrix, COLUMNS, type MatrixCell, type MatrixRow } from "./matrix/access-matrix";
export { accessMatrix, type MatrixSelection } from "./matrix/build-matrix";
export { type MatrixChange, matrixChanges } from "./matrix/matrix-changes";

export { type AskedQuestion, principalNamed, questionOf } from "./questions/ask";
export { type Reach, reachOf } from "./reach";
export { answerOf } from "./report/answer";
export { changesText, productionChange } from "./report/change-lines";
export type { ChangesSince } from "./report/html/changes-section";
export { matrixPage } from "./report/html/page";
export { changesMarkdown, matrixMarkdown } from "./report/markdown";
export {
  COLUMN_HEADINGS,
  type EnvironmentSummary,
  type HoldingsSummary,
  holdingsOf,
  LEGEND,
  summaryOf,
} from "./report/matrix-summary";
export { type Overview, overviewOf } from "./report/overview";
export { answerText, holdingsText, productionAnswers } from "./report/overview-answers";
export { reachJson } from "./report/reach-json";
export { reachText } from "./report/reach-text";
export { subjectOf } from "./report/subjects";
export type { RunningEstate, RunningWorkspace } from "./running/running-estate";
export { runningAccess } from "./running/running-state";
export type { AccessState, Environment, Principal, Securable, WorkspaceObject } from "./state/access-state";
