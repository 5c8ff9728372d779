import type { Service, Store } from "../../control-plane";
import { furnishing } from "../workspace/furnishing";
import { alerts } from "./alert";
import { alertsService } from "./alerts";
import { legacyAlerts, legacyAlertsService } from "./legacy-alerts";
import { queriesService } from "./queries";
import { queries } from "./query";
import { statementsService } from "./statements";

/** Queries and alerts of Databricks SQL. Its warehouses are objects of the workspace. */
export const sqlService: Service = furnishing({
  ...queriesService,
  ...alertsService,
  ...legacyAlertsService,
  ...statementsService,
});

/** Deletes what was in a workspace that is gone. */
export function forgetWorkspaceQueries(store: Store, workspaceId: number): void {
  for (const collection of [queries, alerts, legacyAlerts]) {
    for (const { key } of store.list<object>(collection, { prefix: `${workspaceId}/` })) store.delete(collection, key);
  }
}
