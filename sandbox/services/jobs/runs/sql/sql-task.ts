import type { JobTask } from "../../settings/job-settings";
import { evaluatedAlert } from "./alert";
import type { StatementOutput } from "./statement-output";
import type { Warehouse } from "./warehouse";
import { requestText, type WorkspaceRequests } from "./workspace-requests";

/** A query, a file of SQL or an alert, and what of it is shown. @throws Error why it can not be run. */
export async function runSqlTask(
  workspace: WorkspaceRequests,
  warehouse: Warehouse,
  task: NonNullable<JobTask["sql_task"]>,
): Promise<object> {
  const { alert, dashboard, parameters = {} } = task;
  if (dashboard) throw new Error("Legacy dashboards are not run: use a dashboard task.");
  if (alert) {
    const { state, text } = await evaluatedAlert(workspace, warehouse, alert.alert_id);
    return { alert_output: { alert_state: state, ...outputOf(warehouse, [text]) } };
  }
  const texts = await textsOf(workspace, task);
  const named = Object.entries(parameters).map(([name, value]) => ({ name, value }));
  for (const text of texts) await warehouse.run({ text, parameters: named });
  return { query_output: outputOf(warehouse, texts) };
}

const outputOf = ({ id, statementIds }: Warehouse, texts: readonly string[]): StatementOutput => ({
  query_text: texts.join(";\n"),
  warehouse_id: id,
  sql_statements: statementIds.map((lookup_key) => ({ lookup_key })),
});

/** The statements that a task runs. */
async function textsOf(
  workspace: WorkspaceRequests,
  { query, file, parameters = {} }: NonNullable<JobTask["sql_task"]>,
): Promise<string[]> {
  if (query) {
    const { query_text: text } = await workspace.ask<{ query_text: string }>(
      "GET",
      `/api/2.0/sql/queries/${query.query_id}`,
    );
    return [filledIn(text, parameters)];
  }
  if (!file) return [];
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
