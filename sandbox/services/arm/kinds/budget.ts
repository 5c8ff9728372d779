import { isJsonObject, type Json } from "../../../catalogue/json";
import { ApiError } from "../../../control-plane";
import { badRequest } from "../arm-request";
import type { Draft, ResourceKind } from "../resource-kind";
import { propertiesOf } from "../resources";

const MOST_NOTIFICATIONS = 5;

export const budget: ResourceKind = {
  type: "Microsoft.Consumption/budgets",
  client: "armconsumption.Budgets",
  prepare(draft) {
    const { id, body, properties, existing } = draft;
    if (!/^[A-Za-z0-9_-]{1,63}$/.test(id.name)) {
      throw badRequest("400", `The budget name '${id.name}' is invalid: up to 63 letters, digits, '-' and '_'.`);
    }
    if (typeof properties.amount !== "number" || properties.amount <= 0) {
      throw badRequest("400", `The amount of the budget '${id.name}' must be greater than 0.`);
    }
    requirePeriod(draft);
    const notifications = isJsonObject(properties.notifications) ? Object.values(properties.notifications) : [];
    if (notifications.length > MOST_NOTIFICATIONS) {
      throw badRequest("400", `The budget '${id.name}' has more than ${MOST_NOTIFICATIONS} notifications.`);
    }
    for (const notification of notifications) {
      const threshold = isJsonObject(notification) ? notification.threshold : undefined;
      if (typeof threshold !== "number" || threshold <= 0 || threshold > 1000) {
        throw badRequest("400", `A threshold of the budget '${id.name}' is not between 0.01 and 1000 percent.`);
      }
      if (!["contactEmails", "contactGroups"].some((who) => isAnybody(notification, who))) {
        throw badRequest(
          "400",
          `A notification of the budget '${id.name}' must have at least one contact email or contact group specified.`,
        );
      }
    }
    if (existing && body.eTag !== undefined && body.eTag !== existing.body.eTag) {
      throw new ApiError(412, "412", `The budget '${id.name}' has changed: its eTag is not the one given.`);
    }
    properties.currentSpend = { amount: 0, unit: "EUR" };
    body.eTag = `"${draft.call.store.uuid()}"`;
  },
};

/** Azure counts whole months, and writes the period as instants. */
function requirePeriod({ id, properties, existing, call }: Draft): void {
  const period = isJsonObject(properties.timePeriod) ? properties.timePeriod : {};
  const start = new Date(String(period.startDate));
  if (Number.isNaN(start.getTime()) || start.getUTCDate() !== 1) {
    throw badRequest("400", `The start date of the budget '${id.name}' must be the first day of a month.`);
  }
  const before = propertiesOf(existing).timePeriod;
  if (isJsonObject(before) && before.startDate !== start.toISOString()) {
    throw badRequest("400", "Start date of budgets cannot be updated. Please delete and create a new budget.");
  }
  const end =
    period.endDate === undefined
      ? new Date(Date.UTC(start.getUTCFullYear() + 10, start.getUTCMonth(), 1))
      : new Date(String(period.endDate));
  if (!(end.getTime() > start.getTime())) {
    throw badRequest("400", `The end date of the budget '${id.name}' must be after its start date.`);
  }
  if (end.getTime() < call.store.now()) {
    throw badRequest("400", `The budget '${id.name}' ends in the past.`);
  }
  properties.timePeriod = { startDate: start.toISOString(), endDate: end.toISOString() };
}

/** Roles, such as the subscription's owners, are told beside somebody only. */
const isAnybody = (notification: Json | undefined, who: string): boolean => {
  const told = isJsonObject(notification) ? notification[who] : undefined;
  return Array.isArray(told) && told.length > 0;
};
