import { isJsonObject } from "../../../catalogue/json";
import { badRequest } from "../arm-request";
import type { ResourceKind } from "../resource-kind";

const SHORTEST_RETENTION = 30;
const LONGEST_RETENTION = 730;

export const logAnalyticsWorkspace: ResourceKind = {
  type: "Microsoft.OperationalInsights/workspaces",
  client: "armoperationalinsights.Workspaces",
  prepare({ id, properties, existing, call }) {
    if (!/^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/.test(id.name)) {
      throw badRequest(
        "InvalidParameter",
        `The workspace name '${id.name}' is invalid: 4 to 63 letters, digits and '-'.`,
      );
    }
    const before = isJsonObject(existing?.body.properties) ? existing.body.properties : {};
    const now = new Date(call.store.now()).toISOString();
    properties.customerId = before.customerId ?? call.store.uuid();
    properties.createdDate = before.createdDate ?? now;
    properties.modifiedDate = now;
    properties.sku = isJsonObject(properties.sku) ? properties.sku : { name: "PerGB2018" };
    properties.retentionInDays ??= SHORTEST_RETENTION;
    properties.publicNetworkAccessForIngestion ??= "Enabled";
    properties.publicNetworkAccessForQuery ??= "Enabled";
    const days = properties.retentionInDays;
    if (typeof days !== "number" || days < SHORTEST_RETENTION || days > LONGEST_RETENTION) {
      throw badRequest(
        "InvalidParameter",
        `'RetentionInDays' property has an invalid value ${String(days)}: ${SHORTEST_RETENTION} to ${LONGEST_RETENTION} days.`,
      );
    }
  },
};
