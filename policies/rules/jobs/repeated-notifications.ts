import { ADVICE, resourceRule } from "../../rule";
import { type Job, type Task, tasksOf } from "./shared/job-parts";

export const rule = resourceRule({
  id: "LSJOB006",
  title: "Nobody is told of the same failure twice",
  why: "Two messages for one failure look like two failures. People who get more than they need begin to filter them.",
  severity: "low",
  enforcement: ADVICE,
  references: ["WAF:OE"],
  remediation: "Name each address once, either for the job or for its tasks: `team.contacts` of the project.",
  example: "team:\n  name: flight-operations\n  contacts: [flight-operations@lakestage.example]",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    const ofJob = toldBy(props);
    for (const twice of repeated(ofJob)) report(`${twice} is told twice by the job`, "emailNotifications.onFailures");
    for (const { part, path } of tasksOf(props)) {
      const ofTask = toldBy(part);
      const again = new Set([...repeated(ofTask), ...ofTask.filter((who) => ofJob.includes(who))]);
      for (const who of again) {
        report(`${who} is told of task ${part.taskKey} more than once`, `${path}.emailNotifications.onFailures`);
      }
    }
  },
});

/** Addresses and destinations. */
const toldBy = ({ emailNotifications, webhookNotifications }: Job | Task): string[] => [
  ...(emailNotifications?.onFailures ?? []).map((address) => address.toLowerCase()),
  ...(webhookNotifications?.onFailures ?? []).map(({ id }) => `destination ${id}`),
];

const repeated = (told: readonly string[]): string[] => told.filter((who, index) => told.indexOf(who) < index);
