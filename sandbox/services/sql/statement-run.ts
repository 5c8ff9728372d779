import type { DataServer, StatementOutcome, StatementResult } from "../../compute/data-server";
import { type Call, workspaceIdOf } from "../../control-plane";

/** A statement that was sent to a warehouse: it runs, or has ended. */
export interface StatementRun {
  id: string;
  workspaceId: number;
  principal: { id: string; name: string };
  warehouseId: string;
  statement: string;
  disposition: "INLINE" | "EXTERNAL_LINKS";
  format: "JSON_ARRAY" | "ARROW_STREAM" | "CSV";
  /** Where its rows are. */
  folder: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt?: number;
  state: "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELED";
  error?: { error_code: string; message: string; sql_state?: string | undefined };
  result?: StatementResult;
  /** Settled when it has ended. */
  ended: Promise<void>;
}

/** What a warehouse is asked to run. */
export interface StatementRequest {
  warehouse_id: string;
  statement: string;
  catalog?: string;
  schema?: string;
  parameters?: { name: string; type?: string; value?: string }[];
  row_limit?: number;
  byte_limit?: number;
  disposition?: StatementRun["disposition"];
  format?: StatementRun["format"];
}

/** What an answer may hold of rows, as the service has it. */
const INLINE_BYTES = 26_214_400;
const INLINE_EXCEEDED =
  `Inline byte limit exceeded. Statements executed with disposition=INLINE can have a result size of at most ${INLINE_BYTES} ` +
  "bytes. Please execute the statement with disposition=EXTERNAL_LINKS if you want to download the full result.";

/** How long results are kept, and of how many statements anything is. */
const KEPT = 60 * 60_000;
const MOST = 1000;

/** The statements of a control plane's life, latest last: results are not kept beyond it. */
const runsOf = new WeakMap<DataServer, Map<string, StatementRun>>();

export function statementRuns(server: DataServer): Map<string, StatementRun> {
  const known = runsOf.get(server) ?? new Map<string, StatementRun>();
  runsOf.set(server, known);
  return known;
}

/** Sends a statement to the data server. @param token of whoever it runs as. */
export function startStatement(call: Call, server: DataServer, token: string, request: StatementRequest): StatementRun {
  const { disposition = "INLINE", format = "JSON_ARRAY" } = request;
  const id = call.store.uuid();
  const folder = server.resultsFolder(id);
  const workspaceId = workspaceIdOf(call);
  const run: StatementRun = {
    id,
    workspaceId,
    principal: { id: call.principal.id, name: call.principal.name },
    warehouseId: request.warehouse_id,
    statement: request.statement,
    disposition,
    format,
    folder,
    startedAt: Date.now(),
    state: "RUNNING",
    ended: Promise.resolve(),
  };
  const order = {
    workspace: String(workspaceId),
    token,
    statement: request.statement,
    parameters: request.parameters ?? [],
    catalog: request.catalog,
    schema: request.schema,
    format: format === "ARROW_STREAM" ? format : "JSON_ARRAY",
    row_limit: request.row_limit,
    byte_limit: request.byte_limit,
    folder,
  } as const;
  const runs = statementRuns(server);
  runs.set(id, run);
  run.ended = server.execute(id, order).then(
    (outcome) => end(run, outcome),
    (error: unknown) => end(run, { error: { message: error instanceof Error ? error.message : String(error) } }),
  );
  forgetOld(runs, server);
  return run;
}

function end(run: StatementRun, outcome: StatementOutcome): void {
  run.endedAt = Date.now();
  if (run.state === "CANCELED") return;
  if ("error" in outcome) {
    run.state = "FAILED";
    run.error = { error_code: "BAD_REQUEST", ...outcome.error };
  } else if (run.disposition === "INLINE" && outcome.bytes > INLINE_BYTES) {
    run.state = "FAILED";
    run.error = { error_code: "BAD_REQUEST", message: INLINE_EXCEEDED };
  } else {
    run.state = "SUCCEEDED";
    run.result = outcome;
  }
}

export function cancelStatement(server: DataServer, run: StatementRun): void {
  if (run.state !== "RUNNING") return;
  run.state = "CANCELED";
  run.endedAt = Date.now();
  void server.cancel(run.id);
}

function forgetOld(runs: Map<string, StatementRun>, server: DataServer): void {
  for (const run of runs.values()) {
    if (run.endedAt === undefined) continue;
    if (runs.size <= MOST && Date.now() - run.endedAt < KEPT) continue;
    runs.delete(run.id);
    server.removeResults(run.id);
  }
}
