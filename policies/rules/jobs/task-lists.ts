import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSJOB022",
  title: "Jobs are written as lists of tasks",
  why: `The old form, with the one task's settings on the job itself, is deprecated, and no other rule looks there: what it runs,
on what and with which parameters would go unseen.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:OE"],
  remediation: "Move the task's settings into an entry of `tasks`, and its cluster into `jobClusters`.",
  example: `tasks: [{ taskKey: "features", sparkPythonTask: { pythonFile } }]`,
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    const { dbtTask, existingClusterId, newCluster, notebookTask, pipelineTask, pythonWheelTask } = props;
    const { runJobTask, sparkJarTask, sparkPythonTask, sparkSubmitTask } = props;
    const old = Object.entries({
      ...{ dbtTask, existingClusterId, newCluster, notebookTask, pipelineTask, pythonWheelTask },
      ...{ runJobTask, sparkJarTask, sparkPythonTask, sparkSubmitTask },
    });
    for (const [property, value] of old) if (value) report(`${property} stands outside of tasks`, property);
    if ((props.tasks ?? []).length === 0) report("it has no tasks", "tasks");
  },
});
