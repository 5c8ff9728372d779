import type { ServiceModule } from "../../control-plane";
import { furnishing } from "../workspace/furnishing";
import { dashboardKind } from "./dashboard";
import { dashboardsOperations } from "./dashboards";
import { publicationService } from "./publication";
import { schedules, subscriptions } from "./schedule";
import { schedulesService } from "./schedules";
import { subscriptionsService } from "./subscriptions";

/** AI/BI dashboards: drafts, what is published of them, and who is sent them when. */
export const dashboardsModule: ServiceModule = {
  behaviours: furnishing({
    ...dashboardsOperations,
    ...publicationService,
    ...schedulesService,
    ...subscriptionsService,
  }),
  keeps: [dashboardKind.kept, schedules, subscriptions],
};
