import { cycleIn } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";
import { tasksOf } from "./shared/job-parts";

export const rule = resourceRule({
  id: "LSJOB019",
  title: "What tasks wait for and run on is in the job",
  why: `A task that waits for one that is not there, or for itself by a detour, or that names a cluster nobody declared, makes
the service refuse the job: in the middle of a deployment, with half of it done.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:OE"],
  remediation:
    "Correct `dependsOn` of the task in `projects/<project>.yaml`, or its `jobClusterKey` or `environmentKey`.",
  example: "jobs:\n  nightly:\n    tasks:\n      load: { run: load }\n      check: { run: check, dependsOn: [load] }",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    const { environments, jobClusters, tasks } = props;
    const keys = (tasks ?? []).map(({ taskKey }) => taskKey);
    for (const twice of new Set(keys.filter((key, index) => keys.indexOf(key) < index))) {
      report(`two tasks are called ${twice}`, "tasks");
    }
    const needs = new Map((tasks ?? []).map((task) => [task.taskKey, (task.dependsOns ?? []).map((on) => on.taskKey)]));
    for (const [index, { taskKey }] of (tasks ?? []).entries()) {
      for (const needed of needs.get(taskKey) ?? []) {
        if (!keys.includes(needed))
          report(`task ${taskKey} waits for ${needed}, which is not there`, `tasks[${index}]`);
      }
    }
    const circle = cycleIn(keys, (key) => needs.get(key) ?? []);
    if (circle) report(`tasks wait for each other: ${circle.join(" → ")}`, "tasks");

    const clusters = (jobClusters ?? []).map(({ jobClusterKey }) => jobClusterKey);
    const named = (environments ?? []).map(({ environmentKey }) => environmentKey);
    for (const { part, path } of tasksOf(props)) {
      const { environmentKey, jobClusterKey, taskKey } = part;
      if (jobClusterKey && !clusters.includes(jobClusterKey)) {
        report(`task ${taskKey} runs on cluster ${jobClusterKey}, which is not there`, `${path}.jobClusterKey`);
      }
      if (environmentKey && !named.includes(environmentKey)) {
        report(`task ${taskKey} runs in ${environmentKey}, which is not there`, `${path}.environmentKey`);
      }
    }
  },
});
