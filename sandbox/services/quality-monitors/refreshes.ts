import { Access } from "../../authority/unity-catalog/access";
import { tableRef } from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, type Call, notFound, type Service } from "../../control-plane";
import { existingMonitor } from "./monitor";
import { changeableMonitor, managedTable } from "./monitors";

interface OfTable {
  table_name: string;
}

interface OfRefresh extends OfTable {
  refresh_id: number;
}

/** @throws ApiError unless the caller may start what a monitor does. */
export function requireRefreshable(call: Call, tableName: string): void {
  changeableMonitor(call, managedTable(call, tableName));
}

export const notYet = (what: string): ApiError =>
  new ApiError(501, "NOT_IMPLEMENTED", `${what} is allowed and valid, but the sandbox does not compute metrics yet.`);

const run: Behaviour<OfTable> = ({ table_name: name }, call) => {
  requireRefreshable(call, name);
  throw notYet(`A refresh of the monitor of '${name}'`);
};

const regenerateDashboard: Behaviour<OfTable> = ({ table_name: name }, call) => {
  requireRefreshable(call, name);
  throw notYet(`The dashboard of the monitor of '${name}'`);
};

function requireVisibleMonitor(call: Call, name: string): void {
  existingMonitor(call.store, Access.of(call).visible(tableRef(name), "SELECT"));
}

/** None: none was ever run. */
const list: Behaviour<OfTable> = ({ table_name: name }, call) => {
  requireVisibleMonitor(call, name);
  return { refreshes: [] };
};

export const noRefresh = (id: number, name: string): ApiError =>
  notFound(`Refresh ${id} of the monitor of '${name}' does not exist.`);

const get: Behaviour<OfRefresh> = ({ table_name: name, refresh_id: id }, call) => {
  requireVisibleMonitor(call, name);
  throw noRefresh(id, name);
};

const cancel: Behaviour<OfRefresh> = ({ table_name: name, refresh_id: id }, call) => {
  requireRefreshable(call, name);
  throw noRefresh(id, name);
};

export const refreshesService: Service = {
  "catalog.QualityMonitors.RunRefresh": run,
  "catalog.QualityMonitors.ListRefreshes": list,
  "catalog.QualityMonitors.GetRefresh": get,
  "catalog.QualityMonitors.CancelRefresh": cancel,
  "catalog.QualityMonitors.RegenerateDashboard": regenerateDashboard,
};
