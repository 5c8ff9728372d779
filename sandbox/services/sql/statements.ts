import { ApiError, type Behaviour, notFound, type Service } from "../../control-plane";
import { requireWarehouse } from "./references";

/** A statement that was allowed, and that comes to nothing: the sandbox has no SQL engine behind its warehouses. */
const execute: Behaviour<{ warehouse_id: string; statement: string }> = ({ warehouse_id: warehouse }, call) => {
  requireWarehouse(call, warehouse, "CAN_USE");
  throw new ApiError(
    501,
    "NOT_IMPLEMENTED",
    `The statement is allowed on SQL warehouse ${warehouse}, but the sandbox does not run SQL yet.`,
  );
};

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
