import { type Behaviour, invalidParameter, notFound, type Service } from "../../control-plane";
import { requireWarehouse } from "../workspace/warehouses";
import { type Dashboard, dashboardKind, type Publication, requireEtag, shownDashboard } from "./dashboard";

const shown = ({ serialized_dashboard: _, ...publication }: Publication): object => publication;

/** @throws ApiError 404 */
function publicationOf({ id, published }: Dashboard): Publication {
  if (!published) throw notFound(`Unable to find published dashboard [${id}].`);
  return published;
}

/** Shows the draft, as it is now, to viewers. Publishing again replaces what they saw. */
const publish: Behaviour<{ dashboard_id: string; embed_credentials?: boolean; warehouse_id?: string }> = (
  { dashboard_id: id, embed_credentials: embedded = false, warehouse_id: given },
  call,
) => {
  const dashboard = dashboardKind.active(call, id, "CAN_EDIT");
  const warehouse = given || dashboard.warehouse_id;
  if (!warehouse) throw invalidParameter(`Dashboard ${id} has no warehouse_id to publish it with.`);
  // With embedded credentials it is the publisher who uses the warehouse, whoever looks.
  requireWarehouse(call, warehouse, embedded ? "CAN_USE" : "CAN_VIEW");
  const now = call.store.now();
  const published: Publication = {
    display_name: dashboard.display_name,
    warehouse_id: warehouse,
    embed_credentials: embedded,
    revision_create_time: new Date(now).toISOString(),
    serialized_dashboard: dashboard.serialized_dashboard,
  };
  dashboardKind.put(call, { ...dashboard, published, updatedAt: now });
  return shown(published);
};

const getPublished: Behaviour<{ dashboard_id: string }> = ({ dashboard_id: id }, call) =>
  shown(publicationOf(dashboardKind.readable(call, id)));

const unpublish: Behaviour<{ dashboard_id: string }> = ({ dashboard_id: id }, call) => {
  const { published, ...draft } = dashboardKind.active(call, id, "CAN_EDIT");
  publicationOf({ ...draft, ...(published ? { published } : {}) });
  dashboardKind.put(call, draft);
  return undefined;
};

/** Makes the draft what was published last. */
const revert: Behaviour<{ dashboard_id: string; etag?: string }> = ({ dashboard_id: id, etag }, call) => {
  const before = dashboardKind.active(call, id, "CAN_EDIT");
  requireEtag(etag, before.etag);
  const { display_name, warehouse_id, serialized_dashboard } = publicationOf(before);
  const after = {
    ...before,
    path: dashboardKind.rename(call, before, display_name),
    display_name,
    warehouse_id,
    serialized_dashboard,
    etag: String(call.store.nextId()),
    updatedAt: call.store.now(),
  };
  return { dashboard: shownDashboard(call, dashboardKind.put(call, after)) };
};

export const publicationService: Service = {
  "dashboards.Lakeview.Publish": publish,
  "dashboards.Lakeview.GetPublished": getPublished,
  "dashboards.Lakeview.Unpublish": unpublish,
  "dashboards.Lakeview.Revert": revert,
};
