import type { Background, BackgroundOptions } from "../../control-plane";
import { Webhooks } from "./notifications/webhooks";
import { JobRuns } from "./runs/job-runs";
import type { TaskExecutor } from "./runs/task-executor";
import { JobTriggers } from "./triggers/job-triggers";
import { pauseTriggers } from "./triggers/paused";

export interface JobsBackgroundOptions {
  /** Nothing starts by itself: jobs' schedules and triggers are kept, and none fires. */
  triggersPaused?: boolean;
}

/** What jobs do beside requests: runs go on, triggers start them, and somebody is told. */
export function jobsBackground(
  options: BackgroundOptions,
  executor: TaskExecutor,
  { triggersPaused = false }: JobsBackgroundOptions = {},
): Background {
  if (triggersPaused) pauseTriggers(options.store);
  const triggers = triggersPaused ? [] : [new JobTriggers(options)];
  const parts = [new JobRuns(options, executor), ...triggers, new Webhooks(options)];
  return {
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}
