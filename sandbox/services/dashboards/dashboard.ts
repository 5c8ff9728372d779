import { ApiError, type Call } from "../../control-plane";
import { type Asset, AssetKind, directoryOf, ownerName } from "../workspace/assets";
import { exportsAs } from "../workspace/export";

export interface Dashboard extends Asset {
  display_name: string;
  warehouse_id?: string;
  serialized_dashboard: string;
  /** Another one after every change of the draft. */
  etag: string;
  /** Milliseconds since 1970. */
  updatedAt: number;
  published?: Publication;
  /** The directory of trash that it was put into. Absent of one that went with the directory around it: its owner's. */
  trash?: string;
}

/** What viewers see: the draft as it was when it was published. */
export interface Publication {
  display_name: string;
  warehouse_id: string;
  /** Whether its queries run with the rights of whoever published it, instead of each viewer's. */
  embed_credentials: boolean;
  revision_create_time: string;
  serialized_dashboard: string;
}

export const dashboardKind = new AssetKind<Dashboard>({
  noun: "Dashboard",
  objectType: "DASHBOARD",
  permissions: "dashboards",
  extension: ".lvdash.json",
  keptAs: "dashboards.dashboard",
});

exportsAs("DASHBOARD", (call, id) => dashboardKind.readable(call, id).serialized_dashboard);

const isActive = (call: Call, dashboard: Dashboard): boolean => dashboardKind.isActive(call, dashboard);

/** The dashboard as a list shows it. */
export const listedDashboard = (call: Call, dashboard: Dashboard): object => ({
  dashboard_id: dashboard.id,
  display_name: dashboard.display_name,
  ...(dashboard.warehouse_id === undefined ? {} : { warehouse_id: dashboard.warehouse_id }),
  create_time: new Date(dashboard.createdAt).toISOString(),
  lifecycle_state: isActive(call, dashboard) ? "ACTIVE" : "TRASHED",
});

/** Where a user's trash lies. */
export const trashOf = (userName: string): string => `/Users/${userName}/Trash`;

/** The directory that the dashboard lies in now. */
const presentDirectory = (call: Call, dashboard: Dashboard): string =>
  isActive(call, dashboard) ? directoryOf(dashboard) : (dashboard.trash ?? trashOf(ownerName(call, dashboard)));

/** The dashboard's draft, with paths that do not start with `/Workspace`, however they were given. */
export const shownDashboard = (call: Call, dashboard: Dashboard): object => ({
  ...listedDashboard(call, dashboard),
  path: `${presentDirectory(call, dashboard)}${dashboard.path.slice(dashboard.path.lastIndexOf("/"))}`,
  parent_path: presentDirectory(call, dashboard),
  serialized_dashboard: dashboard.serialized_dashboard,
  etag: dashboard.etag,
  update_time: new Date(dashboard.updatedAt).toISOString(),
});

/** @throws ApiError 409 when a request speaks of another state of the object than the present one. */
export function requireEtag(given: string | undefined, present: string): void {
  if (!given || given === present) return;
  throw new ApiError(409, "RESOURCE_CONFLICT", `The etag ${given} is not the present one: read the object again.`);
}
