import { type Call, invalidParameter } from "../../../control-plane";
import { notificationDestinations } from "../../workspace/notification-destinations";
import { type EmailNotifications, type Health, NOTIFIED_EVENTS, type WebhookNotifications } from "./job-settings";

const MAXIMUM_DESTINATIONS = 3;
const EMAIL = /^[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$/;

interface Notified {
  email_notifications?: EmailNotifications;
  webhook_notifications?: WebhookNotifications;
}

/**
 * @param where begins the message: `Task 'train'`.
 * @throws ApiError 400 for what is no address, and for destinations that do not exist or are too many.
 */
export function requireNotifications(call: Call, where: string, notified: Notified): void {
  for (const event of NOTIFIED_EVENTS) {
    const wrong = notified.email_notifications?.[event]?.find((address) => !EMAIL.test(address));
    if (wrong !== undefined) {
      throw invalidParameter(`${where}: '${wrong}' in email_notifications.${event} is not an e-mail address.`);
    }
    const ids = (notified.webhook_notifications?.[event] ?? []).map(({ id }) => id);
    if (ids.length > MAXIMUM_DESTINATIONS) {
      throw invalidParameter(
        `${where}: webhook_notifications.${event} takes at most ${MAXIMUM_DESTINATIONS} destinations, got ${ids.length}.`,
      );
    }
    for (const id of ids) {
      if (!notificationDestinations.has(call, id)) {
        throw invalidParameter(
          `${where}: notification destination '${id}' in webhook_notifications.${event} does not exist.`,
        );
      }
    }
  }
}

/** @throws ApiError 400 for a metric that has two rules, or a limit that is not above 0. */
export function requireHealth(where: string, { rules = [] }: Health = {}): void {
  const seen = new Set<string>();
  for (const { metric, value } of rules) {
    if (seen.has(metric)) throw invalidParameter(`${where}: the health metric ${metric} has two rules.`);
    if (value < 1)
      throw invalidParameter(`${where}: the health rule of ${metric} must have a value above 0, got ${value}.`);
    seen.add(metric);
  }
}
