export { DataServer, type DataServerOptions } from "./data-server";
export { DataServerError } from "./data-server-error";
export { type Caller, type Governor, Refusal } from "./pipe";
export type { StatementOrder, StatementOutcome, StatementResult } from "./statement";
