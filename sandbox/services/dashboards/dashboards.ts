import { type Behaviour, permissionDenied, type Service } from "../../control-plane";
import { requireWarehouse } from "../workspace/warehouses";
import { type Dashboard, dashboardKind, listedDashboard, requireEtag, shownDashboard, trashOf } from "./dashboard";
import { removeSchedules } from "./schedule";
import { type DatasetDefaults, keptDashboard } from "./serialized-dashboard";

/** What a request may hold; other members of a dashboard are only told by answers, and ignored. */
interface RequestedDashboard {
  display_name?: string;
  warehouse_id?: string;
  parent_path?: string;
  serialized_dashboard?: string;
  etag?: string;
}

interface Datasets {
  dataset_catalog?: string;
  dataset_schema?: string;
}

const defaultsOf = ({ dataset_catalog: catalog, dataset_schema: schema }: Datasets): DatasetDefaults => ({
  ...(catalog ? { catalog } : {}),
  ...(schema ? { schema } : {}),
});

const create: Behaviour<{ dashboard: RequestedDashboard } & Datasets> = (
  { dashboard: requested, ...datasets },
  call,
) => {
  const { warehouse_id: warehouse, serialized_dashboard: text = "" } = requested;
  const { displayName, ...asset } = dashboardKind.place(call, {
    id: call.store.uuid().replaceAll("-", ""),
    displayName: requested.display_name ?? "",
    parentPath: requested.parent_path,
  });
  if (warehouse) requireWarehouse(call, warehouse, "CAN_VIEW");
  const dashboard: Dashboard = {
    ...asset,
    display_name: displayName,
    ...(warehouse ? { warehouse_id: warehouse } : {}),
    serialized_dashboard: keptDashboard(text, defaultsOf(datasets)),
    etag: String(call.store.nextId()),
    updatedAt: asset.createdAt,
  };
  return shownDashboard(call, dashboardKind.put(call, dashboard));
};

const get: Behaviour<{ dashboard_id: string }> = ({ dashboard_id: id }, call) =>
  shownDashboard(call, dashboardKind.readable(call, id));

const list: Behaviour<{ page_size?: number; page_token?: string; show_trashed?: boolean }> = (request, call) => {
  const asked = { size: request.page_size, token: request.page_token };
  const { items, nextToken } = dashboardKind.page(call, asked, { trashed: request.show_trashed ?? false });
  return { dashboards: items.map((dashboard) => listedDashboard(call, dashboard)), next_page_token: nextToken };
};

/** Changes the draft. What the request leaves out stays as it is. */
const update: Behaviour<{ dashboard_id: string; dashboard: RequestedDashboard } & Datasets> = (
  { dashboard_id: id, dashboard: requested, ...datasets },
  call,
) => {
  const before = dashboardKind.active(call, id, "CAN_EDIT");
  requireEtag(requested.etag, before.etag);
  const { display_name: name = before.display_name, warehouse_id: warehouse, serialized_dashboard: text } = requested;
  if (warehouse && warehouse !== before.warehouse_id) requireWarehouse(call, warehouse, "CAN_VIEW");
  const after: Dashboard = {
    ...before,
    path: dashboardKind.rename(call, before, name),
    display_name: name,
    ...(warehouse ? { warehouse_id: warehouse } : {}),
    serialized_dashboard: keptDashboard(text || before.serialized_dashboard, defaultsOf(datasets)),
    etag: String(call.store.nextId()),
    updatedAt: call.store.now(),
  };
  return shownDashboard(call, dashboardKind.put(call, after));
};

/** Puts the dashboard into the trash; what was published of it, and its schedules, are gone. */
const trash: Behaviour<{ dashboard_id: string }> = ({ dashboard_id: id }, call) => {
  if (!dashboardKind.isActive(call, dashboardKind.readable(call, id))) {
    throw permissionDenied(`Dashboard with ID '${id}' is in the trash.`);
  }
  const { published: _published, ...draft } = dashboardKind.trash(call, id);
  dashboardKind.put(call, { ...draft, trash: trashOf(call.principal.name) });
  removeSchedules(call, id);
  return undefined;
};

export const dashboardsOperations: Service = {
  "dashboards.Lakeview.Create": create,
  "dashboards.Lakeview.Get": get,
  "dashboards.Lakeview.List": list,
  "dashboards.Lakeview.Update": update,
  "dashboards.Lakeview.Trash": trash,
};
