import { Access } from "../../authority/unity-catalog/access";
import { tableRef } from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, type Call, notFound, type Service } from "../../control-plane";
import { requireWarehouse } from "../workspace/warehouses";
import { neededPrivileges } from "./statement-privileges";

/**
 * A statement that was allowed comes to nothing: the sandbox has no SQL engine behind its warehouses. One that may not
 * use a table has failed, which the service says in the answer, and not by a status of its own.
 */
const execute: Behaviour<{ warehouse_id: string; statement: string }> = (request, call) => {
  const { statement, warehouse_id: warehouse } = request;
  requireWarehouse(call, warehouse, "CAN_USE");
  const failure = failureOf(call, statement);
  if (failure) {
    const error = { error_code: "BAD_REQUEST", message: failure };
    return { statement_id: call.store.uuid(), status: { state: "FAILED", error } };
  }
  throw new ApiError(
    501,
    "NOT_IMPLEMENTED",
    `The statement is allowed on SQL warehouse ${warehouse}, but the sandbox does not run SQL yet.`,
  );
};

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

const noStatement: Behaviour<{ statement_id: string }> = ({ statement_id: id }) => {
  throw notFound(`The statement ${id} was not found.`);
};

export const statementsService: Service = {
  "sql.StatementExecution.ExecuteStatement": execute,
  "sql.StatementExecution.GetStatement": noStatement,
  "sql.StatementExecution.GetStatementResultChunkN": noStatement,
  "sql.StatementExecution.CancelExecution": noStatement,
  "sql.QueryHistory.List": () => ({ res: [], has_next_page: false }),
};
