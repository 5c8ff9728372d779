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
    stack.each(ALERT, (alert) => {
      if (!alert.props.evaluation?.notification?.notifyOnOk) return;
      const subscribed = alert.propertyDependencies.evaluation ?? [];
      if (!subscribed.some((urn) => starting.has(urn))) return;
      report("its end starts training once more", alert, "evaluation.notification.notifyOnOk");
    });
  },
});
