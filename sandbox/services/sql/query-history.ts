import type { DataServer } from "../../compute/data-server";
import { isWorkspaceAdmin } from "../../authority/workspace/caller";
import { type Behaviour, type Call, workspaceIdOf } from "../../control-plane";
import { dataServerOf } from "../data/attached";
import { type StatementRun, statementRuns } from "./statement-run";

interface Filter {
  statuses?: string[];
  warehouse_ids?: string[];
  statement_ids?: string[];
  query_start_time_range?: { start_time_ms?: number; end_time_ms?: number };
}

const STATUS = { RUNNING: "RUNNING", SUCCEEDED: "FINISHED", FAILED: "FAILED", CANCELED: "CANCELED" } as const;

/** The statements since the control plane was started, latest first: one's own, and an administrator's everybody's. */
export const listQueries: Behaviour<{ filter_by?: Filter; max_results?: number; page_token?: string }> = (
  { filter_by: filter = {}, max_results: size = 100, page_token: token },
  call,
) => {
  const server = dataServerOf(call.store);
  const found = server ? seen(call, server).filter((run) => matches(run, filter)) : [];
  const start = Number(token ?? 0);
  const page = found.slice(start, start + size);
  const more = start + page.length < found.length;
  return {
    res: page.map(shown),
    has_next_page: more,
    ...(more ? { next_page_token: String(start + page.length) } : {}),
  };
};

function seen(call: Call, server: DataServer): StatementRun[] {
  const all = isWorkspaceAdmin(call);
  return [...statementRuns(server).values()]
    .filter((run) => run.workspaceId === workspaceIdOf(call) && (all || run.principal.id === call.principal.id))
    .reverse();
}

function matches(run: StatementRun, filter: Filter): boolean {
  const { start_time_ms: from = 0, end_time_ms: to = Number.POSITIVE_INFINITY } = filter.query_start_time_range ?? {};
  const among = (list: string[] | undefined, value: string): boolean => !list?.length || list.includes(value);
  return (
    among(filter.statuses, STATUS[run.state]) &&
    among(filter.warehouse_ids, run.warehouseId) &&
    among(filter.statement_ids, run.id) &&
    run.startedAt >= from &&
    run.startedAt <= to
  );
}

const shown = (run: StatementRun): object => ({
  query_id: run.id,
  status: STATUS[run.state],
  query_text: run.statement,
  query_start_time_ms: run.startedAt,
  warehouse_id: run.warehouseId,
  endpoint_id: run.warehouseId,
  user_name: run.principal.name,
  executed_as_user_name: run.principal.name,
  is_final: run.endedAt !== undefined,
  ...(run.endedAt === undefined
    ? {}
    : {
        query_end_time_ms: run.endedAt,
        execution_end_time_ms: run.endedAt,
        duration: run.endedAt - run.startedAt,
      }),
  ...(run.result ? { rows_produced: run.result.rows } : {}),
  ...(run.error ? { error_message: run.error.message } : {}),
});
