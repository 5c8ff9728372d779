import { IN_PRODUCTION, resourceRule } from "../../rule";
import { tasksOf } from "./shared/job-parts";

/** Kinds of tasks whose code, parameters and compute rules look at. */
const JUDGED = [
  "conditionTask",
  "dbtTask",
  "forEachTask",
  "notebookTask",
  "pythonWheelTask",
  "runJobTask",
  "sparkPythonTask",
  "sqlTask",
];

export const rule = resourceRule({
  id: "LSJOB027",
  title: "Jobs have tasks of kinds that rules look at",
  why: `Each kind of task says elsewhere what it runs and where that goes: to a service that publishes dashboards, a clean room with
another company, a platform of somebody else's. Of a kind that no rule knows, nobody is told.`,
  severity: "high",
  enforcement: IN_PRODUCTION,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Write the task as Python, SQL or a notebook; or write rules for its kind first.",
  example: "jobs:\n  nightly:\n    tasks:\n      load: { run: load }",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of tasksOf(props)) {
      for (const kind of Object.keys(part)) {
        if (/Task$/.test(kind) && !JUDGED.includes(kind)) report(`no rule looks at a ${kind}`, `${path}.${kind}`);
      }
    }
  },
});
