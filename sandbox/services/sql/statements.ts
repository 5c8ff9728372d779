import { setTimeout as pause } from "node:timers/promises";
import { Access } from "../../authority/unity-catalog/access";
import { tableRef } from "../../authority/unity-catalog/securables";
import type { DataServer } from "../../compute/data-server";
import {
  ApiError,
  type Behaviour,
  type Call,
  Deferred,
  invalidParameter,
  notFound,
  type Service,
  tokenIn,
  workspaceIdOf,
} from "../../control-plane";
import { dataServerOf } from "../data/attached";
import { requireWarehouse, useWarehouse } from "../workspace/warehouses";
import { listQueries } from "./query-history";
import { neededPrivileges } from "./statement-privileges";
import { chunkBytes, chunkOf, shownStatement } from "./statement-results";
import {
  cancelStatement,
  type StatementRequest,
  type StatementRun,
  startStatement,
  statementRuns,
} from "./statement-run";

interface ExecuteRequest extends StatementRequest {
  /** `10s`. */
  wait_timeout?: string;
  on_wait_timeout?: "CONTINUE" | "CANCEL";
}

const DEFAULT_WAIT = "10s";
const LEAST_WAIT = 5;
const MOST_WAIT = 50;
/** How long an external link is good for, in milliseconds. */
const LINK = 15 * 60_000;

const execute: Behaviour<ExecuteRequest> = (request, call) => {
  const wait = waitOf(request.wait_timeout ?? DEFAULT_WAIT);
  const { disposition = "INLINE", format = "JSON_ARRAY" } = request;
  if (disposition === "INLINE" && format !== "JSON_ARRAY") {
    throw invalidParameter(`The format field must be JSON_ARRAY when the disposition field is INLINE, got ${format}.`);
  }
  if (request.statement.trim() === "") throw invalidParameter("The statement field must not be empty.");
  requireWarehouse(call, request.warehouse_id, "CAN_USE");
  const server = dataServerOf(call.store);
  if (!server) return withoutServer(call, request);
  requireRoom(server, request.warehouse_id);
  useWarehouse(call, request.warehouse_id);
  return new Deferred(async () => {
    const run = startStatement(call, server, tokenOf(call), request);
    if (wait > 0) await Promise.race([run.ended, pause(wait * 1000, undefined, { ref: false })]);
    if (run.state === "RUNNING" && wait > 0 && request.on_wait_timeout === "CANCEL") cancelStatement(server, run);
    return shown(call, run);
  });
};

/** How many statements a warehouse takes that have not ended. */
const MOST_UNDER_WAY = 1000;

function requireRoom(server: DataServer, warehouse: string): void {
  const underWay = [...statementRuns(server).values()].filter(
    ({ warehouseId, state }) => warehouseId === warehouse && state === "RUNNING",
  );
  if (underWay.length < MOST_UNDER_WAY) return;
  throw new ApiError(
    429,
    "RESOURCE_EXHAUSTED",
    `SQL warehouse ${warehouse} has ${MOST_UNDER_WAY} statements under way, and takes no more until one has ended.`,
  );
}

function waitOf(text: string): number {
  const seconds = Number(/^(\d+)s$/.exec(text)?.[1] ?? Number.NaN);
  if (seconds === 0 || (seconds >= LEAST_WAIT && seconds <= MOST_WAIT)) return seconds;
  throw invalidParameter(`wait_timeout must be 0s, or from ${LEAST_WAIT}s to ${MOST_WAIT}s, got ${text}.`);
}

/** Of whoever calls: they have proven with it who they are. */
const tokenOf = ({ authorization }: Call): string => tokenIn(authorization) ?? "";

/** Where there is no data server, as in tests: what is refused, is; the rest comes to nothing. */
function withoutServer(call: Call, { statement, warehouse_id: warehouse }: ExecuteRequest): object {
  const failure = failureOf(call, statement);
  if (failure) {
    const error = { error_code: "BAD_REQUEST", message: failure };
    return { statement_id: call.store.uuid(), status: { state: "FAILED", error } };
  }
  throw new ApiError(
    501,
    "NOT_IMPLEMENTED",
    `The statement is allowed on SQL warehouse ${warehouse}, but this control plane has no data server to run it.`,
  );
}

/** The service's words for the first table that is not there or may not be used; undefined where all may. */
function failureOf(call: Call, statement: string): string | undefined {
  for (const { privilege, table } of neededPrivileges(statement)) {
    try {
      Access.of(call).usable(tableRef(table), privilege);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return error.status === 404
        ? `[TABLE_OR_VIEW_NOT_FOUND] The table or view '${table}' cannot be found. SQLSTATE: 42P01`
        : `[INSUFFICIENT_PERMISSIONS] Insufficient privileges: ${error.message} SQLSTATE: 42501`;
    }
  }
  return undefined;
}

/** Whoever ran it sees it, and nobody else. */
function existing(call: Call, id: string): { server: DataServer; run: StatementRun } {
  const server = dataServerOf(call.store);
  const run = server && statementRuns(server).get(id);
  if (!server || run?.workspaceId !== workspaceIdOf(call) || run.principal.id !== call.principal.id) {
    throw notFound(`The statement ${id} was not found.`);
  }
  return { server, run };
}

/** The address of a chunk, and what has to be sent there: who fetches it shows again who they are. */
const linkOf =
  (call: Call, { id }: StatementRun) =>
  (chunk: number): object => ({
    external_link: `${call.origin}/api/2.0/sql/results/${id}/${chunk}`,
    http_headers: { Authorization: call.authorization ?? "" },
    expiration: new Date(Date.now() + LINK).toISOString(),
  });

const shown = (call: Call, run: StatementRun): object => shownStatement(run, linkOf(call, run));

const get: Behaviour<{ statement_id: string }> = ({ statement_id: id }, call) => shown(call, existing(call, id).run);

const chunk: Behaviour<{ statement_id: string; chunk_index: number }> = ({ statement_id: id, chunk_index }, call) => {
  const { run } = existing(call, id);
  if (run.state !== "SUCCEEDED") throw invalidParameter(`Statement ${id} has no result: it is ${run.state}.`);
  return chunkOf(run, Number(chunk_index), linkOf(call, run));
};

const download: Behaviour<{ statement_id: string; chunk_index: string }> = ({ statement_id: id, chunk_index }, call) =>
  chunkBytes(existing(call, id).run, Number(chunk_index));

const cancel: Behaviour<{ statement_id: string }> = ({ statement_id: id }, call) => {
  const { server, run } = existing(call, id);
  cancelStatement(server, run);
  return undefined;
};

export const statementsService: Service = {
  "sql.StatementExecution.ExecuteStatement": execute,
  "sql.StatementExecution.GetStatement": get,
  "sql.StatementExecution.GetStatementResultChunkN": chunk,
  "sql.StatementExecution.DownloadChunk": download,
  "sql.StatementExecution.CancelExecution": cancel,
  "sql.QueryHistory.List": listQueries,
};
