import { resourcesOf } from "../../replaced-rules";
import type { PropertiesOf } from "../../resource-types";
import { IN_PRODUCTION, isOfType, resourceRule } from "../../rule";
import { type Job, type Task, tasksOf } from "../jobs/shared/job-parts";

const ALERT = "databricks:index/alertV2:AlertV2";
const ENDPOINT = "databricks:index/modelServing:ModelServing";
const JOB = "databricks:index/job:Job";
const MONITOR = "databricks:index/qualityMonitor:QualityMonitor";

export const rule = resourceRule({
  id: "LSMON003",
  replaces: { LSJOB005: resourcesOf(JOB), LSMON006: resourcesOf(ALERT), LSSERV015: resourcesOf(ENDPOINT) },
  title: "Somebody is told when a job, a monitor or an endpoint's update fails, and when an alert fires",
  why: `What fails in silence is noticed by those who miss its results. A monitor that fails writes no metrics, and where there are
none no alert fires; an update that fails leaves the version before in place; an alert without subscriptions changes its colour
on a page, and nobody watches pages at night.`,
  severity: "high",
  enforcement: IN_PRODUCTION,
  references: ["WAF:OE", "WAF:RE"],
  remediation:
    "Name people in `team.contacts` of `projects/<project>.yaml`, and `team`, a destination or an address in `alerts.<name>.notify`.",
  example:
    "team:\n  name: flight-operations\n  contacts: [flight-operations@lakestage.example]\nalerts:\n  model-decays:\n    notify: [team, email]",
  types: [ALERT, ENDPOINT, JOB, MONITOR],
  check(resource, report) {
    if (isOfType(resource, ALERT)) {
      if (!reachesSomebody(resource.props)) report("it tells nobody", "evaluation.notification.subscriptions");
    } else if (isOfType(resource, ENDPOINT)) {
      if ((resource.props.emailNotifications?.onUpdateFailures ?? []).length === 0) {
        report("nobody hears of a failed update", "emailNotifications.onUpdateFailures");
      }
    } else if (isOfType(resource, JOB)) {
      const silent = silentPart(resource.props);
      if (silent !== undefined) report(`nobody hears of a failure${silent}`, "emailNotifications.onFailures");
    } else if (isOfType(resource, MONITOR)) {
      if ((resource.props.notifications?.onFailure?.emailAddresses ?? []).length === 0) {
        report("nobody hears of its failures", "notifications.onFailure.emailAddresses");
      }
    }
  },
});

/** Whom a destination reaches may not be known yet; that there is one, is. */
const reachesSomebody = ({ evaluation }: PropertiesOf<typeof ALERT>): boolean =>
  (evaluation?.notification?.subscriptions ?? []).some((who) => "destinationId" in who || who.userEmail);

/** The tasks of which nobody hears, where not all are; undefined where somebody hears of each. */
function silentPart(job: Job): string | undefined {
  // Each task that tells for itself is as good.
  const silent = (job.tasks ?? []).filter((task) => !tellsOfFailure(task)).map(({ taskKey }) => taskKey);
  if (tellsOfFailure(job) || (silent.length === 0 && tasksOf(job).length > 0)) return undefined;
  return silent.length === job.tasks?.length ? "" : ` of ${silent.join(", ")}`;
}

const tellsOfFailure = ({ emailNotifications, webhookNotifications }: Job | Task): boolean =>
  (emailNotifications?.onFailures ?? []).some((address) => address !== "") ||
  (webhookNotifications?.onFailures ?? []).length > 0;
