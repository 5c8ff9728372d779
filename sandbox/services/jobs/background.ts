import type { Background, BackgroundOptions } from "../../control-plane";
import { Webhooks } from "./notifications/webhooks";
import { JobRuns } from "./runs/job-runs";
import type { TaskExecutor } from "./runs/task-executor";
import { JobTriggers } from "./triggers/job-triggers";

/** What jobs do beside requests: runs go on, triggers start them, and somebody is told. */
export function jobsBackground(options: BackgroundOptions, executor: TaskExecutor): Background {
  const parts = [new JobRuns(options, executor), new JobTriggers(options), new Webhooks(options)];
  return {
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}
