import type { AlertEvaluation, AlertParameter } from "../../../sql/alert-checks";
import { type AlertState, outcomeOf } from "../../../sql/alert-outcome";
import type { Warehouse } from "./warehouse";
import { Missing, requestText, type WorkspaceRequests } from "./workspace-requests";

interface Alert {
  query_text: string;
  evaluation: AlertEvaluation;
  parameters?: AlertParameter[];
}

/** An alert of the API before the present one: it watches a query that is an object of its own. */
interface LegacyAlert {
  query_id: string;
  condition: {
    op: string;
    operand: { column: { name: string } };
    threshold?: NonNullable<AlertEvaluation["threshold"]>;
    empty_result_state?: string;
  };
}

/** What an alert's query answers the task's identity now, and what its condition makes of that. */
export async function evaluatedAlert(
  workspace: WorkspaceRequests,
  warehouse: Warehouse,
  id: string,
): Promise<{ state: AlertState; text: string }> {
  const { evaluation, parameters, query_text: text } = await alertOf(workspace, id);
  const { state } = outcomeOf(evaluation, await warehouse.rows({ text, parameters }));
  return { state, text };
}

async function alertOf(workspace: WorkspaceRequests, id: string): Promise<Alert> {
  try {
    return await workspace.ask<Alert>("GET", `/api/2.0/alerts/${encodeURIComponent(id)}`);
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
  }
  const legacy = await workspace.ask<LegacyAlert>("GET", `/api/2.0/sql/alerts/${encodeURIComponent(id)}`);
  const { op, operand, ...condition } = legacy.condition;
  const query = await workspace.ask<Pick<Alert, "query_text">>("GET", `/api/2.0/sql/queries/${legacy.query_id}`);
  return { ...query, evaluation: { ...condition, comparison_operator: op, source: operand.column } };
}

/** The id of the alert that an alert task names, by itself or by its place in the workspace. */
export async function alertIdOf(
  workspace: WorkspaceRequests,
  { alert_id: id, workspace_path: path }: { alert_id?: string; workspace_path?: string },
): Promise<string> {
  if (id) return id;
  if (!path) throw new Error("The task names no alert: it takes alert_id or workspace_path.");
  const found = await workspace.ask<{ resource_id?: string }>(
    "GET",
    requestText("/api/2.0/workspace/get-status", { path }),
  );
  if (!found.resource_id) throw new Error(`${path} is no alert.`);
  return found.resource_id;
}

/** The warehouse that an alert names. */
export const warehouseOfAlert = async (workspace: WorkspaceRequests, id: string): Promise<string | undefined> =>
  (await workspace.ask<{ warehouse_id?: string }>("GET", `/api/2.0/alerts/${encodeURIComponent(id)}`)).warehouse_id;
