import type { ServiceModule } from "../../control-plane";
import { furnishing } from "../workspace/furnishing";
import { alertKind } from "./alert";
import { alertsService } from "./alerts";
import { legacyAlertKind, legacyAlertsService } from "./legacy-alerts";
import { queriesService } from "./queries";
import { queryKind } from "./query";
import { statementsService } from "./statements";

/** Queries and alerts of Databricks SQL. Its warehouses are objects of the workspace. */
export const sqlModule: ServiceModule = {
  behaviours: furnishing({
    ...queriesService,
    ...alertsService,
    ...legacyAlertsService,
    ...statementsService,
  }),
  keeps: [queryKind.kept, alertKind.kept, legacyAlertKind.kept],
};
