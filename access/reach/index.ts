/** What somebody could do who has one pipeline's identity. */
export type { Step as ReachStep, Thing } from "./graph";
export type { Placed } from "./leaving";
export type { PipelinePart } from "./pipeline-identities";
export { type Leaving, leavingIn, type Reach, reachOf } from "./reach";
export type { StackPart } from "./stack-part";
