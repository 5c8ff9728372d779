import { ALWAYS, resourceRule } from "../../rule";
import { type Job, type Placed, type Task, tasksOf } from "./shared/job-parts";
import { isPlainCredential } from "./shared/plain-credential";

export const rule = resourceRule({
  id: "LSJOB018",
  title: "Parameters of jobs carry no credentials",
  why: `Parameters are shown on the page of every run, to everybody who may view the job, and kept with it for months. What is
passed as one cannot be taken back.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Let the task read the secret itself, from the environment's scope (`dbutils.secrets.get`); then change the credential.",
  example: `parameters: ["features", "--secret-scope=lakestage"]`,
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of [...jobParameters(props), ...tasksOf(props).flatMap(taskParameters)]) {
      if (isPlainCredential(part.name, part.value)) report(`${part.name || "a value"} is given in the clear`, path);
    }
  },
});

interface Given {
  /** Empty where a value stands alone. */
  name: string;
  value: string;
}

const jobParameters = ({ parameters }: Job): Placed<Given>[] =>
  (parameters ?? []).map(({ default: value, name }, index) => ({
    path: `parameters[${index}].default`,
    part: { name: name ?? "", value: value ?? "" },
  }));

const taskParameters = ({ part: task, path }: Placed<Task>): Placed<Given>[] => [
  ...listed(task.sparkPythonTask?.parameters, `${path}.sparkPythonTask.parameters`),
  ...listed(task.pythonWheelTask?.parameters, `${path}.pythonWheelTask.parameters`),
  ...listed(task.sparkJarTask?.parameters, `${path}.sparkJarTask.parameters`),
  ...listed(task.sparkSubmitTask?.parameters, `${path}.sparkSubmitTask.parameters`),
  ...named(task.pythonWheelTask?.namedParameters, `${path}.pythonWheelTask.namedParameters`),
  ...named(task.notebookTask?.baseParameters, `${path}.notebookTask.baseParameters`),
  ...named(task.sqlTask?.parameters, `${path}.sqlTask.parameters`),
  ...named(task.runJobTask?.jobParameters, `${path}.runJobTask.jobParameters`),
];

const named = (parameters: { [name: string]: string } | undefined, path: string): Placed<Given>[] =>
  Object.entries(parameters ?? {}).map(([name, value]) => ({ path: `${path}.${name}`, part: { name, value } }));

/** A command line: `--name=value`, or `--name` and then the value. */
function listed(parameters: readonly string[] | undefined, path: string): Placed<Given>[] {
  let option = "";
  return (parameters ?? []).map((argument, index) => {
    const [, name, value] = /^-*([\w.-]+)=(.*)$/s.exec(argument) ?? [];
    const part = name !== undefined && value !== undefined ? { name, value } : { name: option, value: argument };
    option = /^--?[\w.-]+$/.test(argument) ? argument.replace(/^-+/, "") : "";
    return { path: `${path}[${index}]`, part };
  });
}
