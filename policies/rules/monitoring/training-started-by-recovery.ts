import { ALWAYS, stackRule } from "../../rule";

const ALERT = "databricks:index/alertV2:AlertV2";
const DESTINATION = "databricks:index/notificationDestination:NotificationDestination";

export const rule = stackRule({
  id: "LSMON021",
  title: "The end of an alert starts no training",
  why: `Whoever subscribes to an alert hears of its end too, where that is told at all: the webhook that starts training cannot
tell the one from the other, and trains again when all is well.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:CO", "WAF:RE"],
  remediation:
    "Set `notifyOnOk: false` on an alert that starts training; have people told of its end by an alert of their own.",
  example: `new ProjectAlert("decays", { ..., starts: destination.destination.id });`,
  types: [ALERT, DESTINATION],
  check(stack, report) {
    // A webhook of a project's own starts something; those that only tell are the environment's.
    const starting = new Set(
      stack.ofType(DESTINATION).flatMap(({ props, urn }) => (props.config?.genericWebhook ? [urn] : [])),
    );
    if (starting.size === 0) return;
    stack.each(ALERT, (alert) => {
      const { notifyOnOk, subscriptions = [] } = alert.props.evaluation?.notification ?? {};
      if (!notifyOnOk || !subscriptions.some(({ destinationId }) => destinationId)) return;
      // Named by a number alone it may be that webhook.
      const named = alert.propertyDependencies.evaluation ?? [];
      if (named.length > 0 && !named.some((urn) => starting.has(urn))) return;
      report("its end starts training once more", alert, "evaluation.notification.notifyOnOk");
    });
  },
});
