import type { Service, Store } from "../../control-plane";
import { furnishing } from "../workspace/furnishing";
import { dashboards } from "./dashboard";
import { dashboardsOperations } from "./dashboards";
import { publicationService } from "./publication";
import { schedules, subscriptions } from "./schedule";
import { schedulesService } from "./schedules";
import { subscriptionsService } from "./subscriptions";

/** AI/BI dashboards: drafts, what is published of them, and who is sent them when. */
export const dashboardsService: Service = furnishing({
  ...dashboardsOperations,
  ...publicationService,
  ...schedulesService,
  ...subscriptionsService,
});

/** Deletes what was in a workspace that is gone. */
export function forgetWorkspaceDashboards(store: Store, workspaceId: number): void {
  for (const collection of [dashboards, schedules, subscriptions]) {
    for (const { key } of store.list<object>(collection, { prefix: `${workspaceId}/` })) store.delete(collection, key);
  }
}
