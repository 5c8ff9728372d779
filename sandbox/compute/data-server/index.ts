export { DataServer, type DataServerOptions } from "./data-server";
export { DataServerError } from "./data-server-error";
export { type Asker, type Caller, type Governor, Refusal } from "./pipe";
export { describeDataServer } from "./program";
export type { StatementOrder, StatementOutcome, StatementResult } from "./statement";
