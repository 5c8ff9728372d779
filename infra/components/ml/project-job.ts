import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { type JobComputeArgs, jobCompute, taskCompute } from "./job-compute";
import { type JobStart, jobStart, WAITS_FOR_TABLES_TAG } from "./job-start";
import { type AccessEntry, permit } from "./object-permissions";
import type { ProjectCode } from "./project-code";
import { taskAttempts } from "./task-attempts";

/** One command of the project's package, as a task. */
export interface CommandTask {
  /** The command: `train`. */
  run: string;
  /** Its options, by name. */
  options: Record<string, pulumi.Input<string>>;
  /** Tasks that must have succeeded before. */
  dependsOn?: readonly string[];
  /** Whether it says yes or no of something, and would say the same again. */
  judges?: boolean;
}

export interface ProjectJobArgs {
  jobName: pulumi.Input<string>;
  description: string;
  /** By their keys, in an order in which they can run. */
  tasks: Record<string, CommandTask>;
  /** Values that tasks read as `{{job.parameters.<name>}}`, and that a run may be given others of. */
  parameters?: Record<string, string>;
  code: ProjectCode;
  compute: JobComputeArgs;
  start: JobStart;
  /** Whether nothing starts it by itself. */
  paused: boolean;
  /** 0: a run may last for ever. */
  timeoutMinutes: number;
  retries: number;
  retryAfterMinutes: number;
  /** Who hears of failures, by e-mail. */
  notifyOnFailure: string[];
  /** Application id of the project's run identity. */
  runAs: pulumi.Input<string>;
  access: readonly AccessEntry[];
  tags: Record<string, string>;
}

/**
 * A multitask job of a project: it runs as the project's identity, one run at a time, with an end, further attempts, and
 * somebody to tell.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class ProjectJob extends pulumi.ComponentResource {
  readonly job: databricks.Job;

  constructor(name: string, args: ProjectJobArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:ml:ProjectJob", name, {}, options);

    this.job = new databricks.Job(
      name,
      {
        name: args.jobName,
        description: args.description,
        tags: { ...args.tags, ...(args.start.waitsForTables && { [WAITS_FOR_TABLES_TAG]: "true" }) },
        runAs: { servicePrincipalName: args.runAs },
        maxConcurrentRuns: 1,
        // A second start waits for the first run to end, rather than being lost.
        queue: { enabled: true },
        timeoutSeconds: args.timeoutMinutes * 60,
        emailNotifications: { onFailures: args.notifyOnFailure, noAlertForSkippedRuns: true },
        parameters: Object.entries(args.parameters ?? {}).map(([key, value]) => ({ name: key, default: value })),
        ...jobStart(args.start, args.paused),
        ...jobCompute(args.compute, args.code.dependencies),
        // The provider compares tasks in the order of their keys, which is how the service lists them.
        tasks: Object.entries(args.tasks)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, task]) => taskOf(key, task, args)),
      },
      { parent: this },
    );
    permit(name, { jobId: this.job.id }, args.access, { parent: this });

    this.registerOutputs({ jobId: this.job.id });
  }
}

function taskOf(taskKey: string, task: CommandTask, args: ProjectJobArgs): databricks.types.input.JobTask {
  return {
    taskKey,
    dependsOns: [...(task.dependsOn ?? [])].sort().map((needed) => ({ taskKey: needed })),
    ...args.code.task(task.run, task.options),
    ...taskCompute(args.compute, args.code.libraries),
    // A continuous job is begun again as a whole; the service refuses further attempts of its tasks.
    ...(!args.start.continuous && taskAttempts(task.judges ? { ...args, retries: 0 } : args)),
  };
}
