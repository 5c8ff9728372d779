import { wasLetIn } from "../../authority/objects/principals";
import { type Behaviour, type Call, invalidParameter, type Service, users } from "../../control-plane";
import { requireDestination } from "../workspace/notification-destinations";
import { dashboardKind, requireEtag } from "./dashboard";
import { type Subscriber, type Subscription, schedules, subscriptions } from "./schedule";

interface ScheduleId {
  dashboard_id: string;
  schedule_id: string;
}

type SubscriptionId = ScheduleId & { subscription_id: string };

const MOST_SUBSCRIPTIONS = 100;

/** @throws ApiError 400 for a subscriber that is not there. */
function requireSubscriber(
  call: Call,
  { destination_subscriber: destination, user_subscriber: user }: Subscriber,
): void {
  if ((destination === undefined) === (user === undefined)) {
    throw invalidParameter("subscriber takes exactly one of destination_subscriber and user_subscriber.");
  }
  if (destination) requireDestination(call, destination.destination_id);
  if (user && !(call.store.has(users, String(user.user_id)) && wasLetIn(call, String(user.user_id)))) {
    throw invalidParameter(`User ${user.user_id} does not exist.`);
  }
}

/** Everybody who sees a dashboard may subscribe to it; to subscribe others takes the right to edit it. */
function requireSubscriptionRight(call: Call, dashboardId: string, { user_subscriber: user }: Subscriber): void {
  const isOwn = String(user?.user_id) === call.principal.id;
  dashboardKind.active(call, dashboardId, isOwn ? "CAN_READ" : "CAN_EDIT");
}

/** @throws ApiError 404 */
function existing(call: Call, { dashboard_id: dashboard, schedule_id: schedule, subscription_id: id }: SubscriptionId) {
  schedules.existing(call, [dashboard, schedule]);
  return subscriptions.existing(call, [dashboard, schedule, id]);
}

const create: Behaviour<
  ScheduleId & { subscription: { subscriber: Subscriber; skip_notify?: boolean; etag?: string } }
> = ({ dashboard_id: dashboard, schedule_id: schedule, subscription: { subscriber, skip_notify, etag } }, call) => {
  requireSubscriptionRight(call, dashboard, subscriber);
  schedules.existing(call, [dashboard, schedule]);
  if (etag) throw invalidParameter("A new subscription has no etag: leave it out.");
  requireSubscriber(call, subscriber);
  if (subscriptions.all(call, [dashboard, schedule]).length >= MOST_SUBSCRIPTIONS) {
    throw invalidParameter(`A schedule has at most ${MOST_SUBSCRIPTIONS} subscriptions.`);
  }
  const now = new Date(call.store.now()).toISOString();
  const subscription: Subscription = {
    subscription_id: call.store.uuid(),
    schedule_id: schedule,
    dashboard_id: dashboard,
    subscriber,
    ...(skip_notify === undefined ? {} : { skip_notify }),
    created_by_user_id: Number(call.principal.id),
    etag: String(call.store.nextId()),
    create_time: now,
    update_time: now,
  };
  return subscriptions.put(call, [dashboard, schedule, subscription.subscription_id], subscription);
};

const get: Behaviour<SubscriptionId> = (request, call) => {
  dashboardKind.active(call, request.dashboard_id, "CAN_READ");
  return existing(call, request);
};

const list: Behaviour<ScheduleId & { page_size?: number; page_token?: string }> = (request, call) => {
  const { dashboard_id: dashboard, schedule_id: schedule, page_size: size, page_token: token } = request;
  dashboardKind.active(call, dashboard, "CAN_READ");
  schedules.existing(call, [dashboard, schedule]);
  const { items, nextToken } = subscriptions.page(call, { size, token }, [dashboard, schedule]);
  return { subscriptions: items, next_page_token: nextToken };
};

const remove: Behaviour<SubscriptionId & { etag?: string }> = ({ etag, ...id }, call) => {
  dashboardKind.active(call, id.dashboard_id, "CAN_READ");
  const subscription = existing(call, id);
  requireSubscriptionRight(call, id.dashboard_id, subscription.subscriber);
  requireEtag(etag, subscription.etag);
  subscriptions.remove(call, [id.dashboard_id, id.schedule_id, id.subscription_id]);
  return undefined;
};

export const subscriptionsService: Service = {
  "dashboards.Lakeview.CreateSubscription": create,
  "dashboards.Lakeview.GetSubscription": get,
  "dashboards.Lakeview.ListSubscriptions": list,
  "dashboards.Lakeview.DeleteSubscription": remove,
};
