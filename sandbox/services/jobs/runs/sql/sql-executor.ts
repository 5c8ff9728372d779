import { setTimeout as pause } from "node:timers/promises";
import { failed, succeeded } from "../../run-records/states";
import type { JobTask } from "../../settings/job-settings";
import type { ExecutableTask, Execution, ExecutionListener, TaskEnd, TaskExecutor } from "../task-executor";
import { requestText, WorkspaceRequests } from "./workspace-requests";

interface Statement {
  statement_id: string;
  status: { state: string; error?: { message?: string } };
}

const ASKS_EVERY = 250;
const UNDER_WAY = ["PENDING", "RUNNING"];

/** Runs queries and files of SQL on a warehouse, by the workspace's own API, as the task's identity. */
export class SqlExecutor implements TaskExecutor {
  private readonly underWay = new Set<AbortController>();

  execute(executable: ExecutableTask, listener: ExecutionListener): Execution {
    const stopped = new AbortController();
    this.underWay.add(stopped);
    listener.started();
    void this.run(executable, stopped.signal)
      .catch((error: unknown) => failure(error instanceof Error ? error.message : String(error)))
      .then((end) => {
        this.underWay.delete(stopped);
        listener.ended(end);
      });
    return { stop: () => stopped.abort(), logs: () => undefined };
  }

  /** It has no processes. */
  endLeftBehind(): void {}

  async stop(): Promise<void> {
    for (const each of this.underWay) each.abort();
  }

  private async run({ task, host, token }: ExecutableTask, stopped: AbortSignal): Promise<TaskEnd> {
    const { sql_task: sql } = task.resolved ?? task.task;
    if (!sql) return failure("The task has no SQL.");
    const workspace = new WorkspaceRequests(host, token);
    const texts = await textsOf(workspace, sql);
    if (!texts) return failure("The sandbox runs queries and files in SQL tasks; it evaluates no alerts there.");
    const ids: string[] = [];
    for (const text of texts) {
      const statement = await this.execution(workspace, sql.warehouse_id, text, sql.parameters ?? {}, stopped);
      ids.push(statement.statement_id);
      if (statement.status.state === "SUCCEEDED") continue;
      return failure(statement.status.error?.message ?? `The statement ended ${statement.status.state.toLowerCase()}.`);
    }
    return { state: succeeded(), output: { sql_output: shown(sql.warehouse_id, texts, ids) } };
  }

  /** The statement once it has ended. */
  private async execution(
    workspace: WorkspaceRequests,
    warehouse: string,
    text: string,
    parameters: Record<string, string>,
    stopped: AbortSignal,
  ): Promise<Statement> {
    const named = Object.entries(parameters).map(([name, value]) => ({ name, value }));
    const body = { warehouse_id: warehouse, statement: text, wait_timeout: "0s", parameters: named };
    let found = await workspace.ask<Statement>("POST", "/api/2.0/sql/statements", body);
    const path = `/api/2.0/sql/statements/${found.statement_id}`;
    while (UNDER_WAY.includes(found.status.state)) {
      if (stopped.aborted) await workspace.ask("POST", `${path}/cancel`);
      await pause(ASKS_EVERY);
      found = await workspace.ask<Statement>("GET", path);
    }
    return found;
  }
}

/** The statements that a task runs; undefined for what is none. */
async function textsOf(
  workspace: WorkspaceRequests,
  { query, file, parameters = {} }: NonNullable<JobTask["sql_task"]>,
): Promise<string[] | undefined> {
  if (query) {
    const { query_text: text } = await workspace.ask<{ query_text: string }>(
      "GET",
      `/api/2.0/sql/queries/${query.query_id}`,
    );
    return [filledIn(text, parameters)];
  }
  if (!file) return undefined;
  const path = requestText("/api/2.0/workspace/export", { path: file.path, format: "SOURCE" });
  const { content } = await workspace.ask<{ content: string }>("GET", path);
  return statementsIn(filledIn(Buffer.from(content, "base64").toString(), parameters));
}

/** Parameters in double braces, as queries of the editor have them. */
const filledIn = (text: string, parameters: Record<string, string>): string =>
  text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => parameters[name] ?? whole);

/** A statement ends with a semicolon at the end of a line. */
const statementsIn = (text: string): string[] =>
  text
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/--.*$/gm, "").trim() !== "");

function shown(warehouse: string, texts: readonly string[], ids: readonly string[]): object {
  return {
    query_output: {
      query_text: texts.join(";\n"),
      warehouse_id: warehouse,
      sql_statements: ids.map((lookup_key) => ({ lookup_key })),
    },
  };
}

const failure = (message: string): TaskEnd => ({ state: failed(message), output: { error: message } });
