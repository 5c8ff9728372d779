import { ALWAYS, stackRule } from "../../rule";

const ALERT = "databricks:index/alertV2:AlertV2";
const DESTINATION = "databricks:index/notificationDestination:NotificationDestination";

/** What Azure's Logic Apps answer at, as the address of the retraining workflow does. */
const WORKFLOW_HOST = "logic.azure.com";

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
    const starting = new Set(
      stack.ofType(DESTINATION).flatMap(({ props, urn }) => (startsWorkflow(props.config) ? [urn] : [])),
    );
    stack.each(ALERT, (alert) => {
      if (!alert.props.evaluation?.notification?.notifyOnOk) return;
      const subscribed = alert.propertyDependencies.evaluation ?? [];
      if (!subscribed.some((urn) => starting.has(urn))) return;
      report("its end starts training once more", alert, "evaluation.notification.notifyOnOk");
    });
  },
});

/** A webhook whose address is secret is not to be read everywhere: then any webhook counts. */
function startsWorkflow(config: { genericWebhook?: { url?: unknown } | undefined } | undefined): boolean {
  if (!config?.genericWebhook) return false;
  const { url } = config.genericWebhook;
  return typeof url !== "string" || !URL.canParse(url) || new URL(url).hostname.endsWith(WORKFLOW_HOST);
}
