import { Index } from "../../../control-plane";
import { jobs, type StoredJob } from "../settings/job";
import type { CronSchedule, JobSettings, TriggerConditions } from "../settings/job-settings";

/** One thing that starts a job by itself. */
export interface JobStart extends TriggerConditions {
  schedule?: CronSchedule;
  continuous?: object;
}

/** What starts a job by itself now: paused ones do not. */
export function startsOf({ schedule, trigger, continuous, triggers = [] }: JobSettings): JobStart[] {
  return [
    ...(schedule && isOn(schedule) ? [{ schedule }] : []),
    ...(trigger && isOn(trigger) ? [trigger] : []),
    ...(continuous && isOn(continuous) ? [{ continuous }] : []),
    ...triggers.filter((each) => isOn(each) && (!each.schedule || isOn(each.schedule))),
  ];
}

const isOn = ({ pause_status: status = "UNPAUSED" }: { pause_status?: string }): boolean => status === "UNPAUSED";

const STARTING = "starting";
const jobsThatStart = new Index(jobs, ({ settings }: StoredJob) => (startsOf(settings).length > 0 ? [STARTING] : []));

/** Jobs that something starts, in whatever workspace. */
export const startingJobs = jobsThatStart.of(STARTING);
