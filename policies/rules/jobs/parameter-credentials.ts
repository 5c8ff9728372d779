import { isPlainCredential } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";
import { type Job, type Placed, type Task, tasksOf } from "./shared/job-parts";

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

/** Whatever a task of any kind calls parameters: lists of arguments, and values by name. */
const taskParameters = ({ part: task, path }: Placed<Task>): Placed<Given>[] =>
  Object.entries(task).flatMap(([kind, settings]: [string, unknown]) =>
    kind === "forEachTask" ? [] : parametersIn(settings, `${path}.${kind}`),
  );

function parametersIn(settings: unknown, path: string): Placed<Given>[] {
  if (typeof settings !== "object" || settings === null) return [];
  return Object.entries(settings).flatMap(([key, value]: [string, unknown]) => {
    const place = Array.isArray(settings) ? `${path}[${key}]` : `${path}.${key}`;
    if (!/param(eter)?s$/i.test(key)) return parametersIn(value, place);
    if (typeof value === "string") return [{ path: place, part: { name: "", value } }];
    if (!Array.isArray(value)) return named(value, place);
    const texts = value.filter((item): item is string => typeof item === "string");
    return texts.length > 0 ? listed(texts, place) : value.flatMap((item, index) => named(item, `${place}[${index}]`));
  });
}

const named = (parameters: unknown, path: string): Placed<Given>[] =>
  Object.entries(Object(parameters)).flatMap(([name, value]) =>
    typeof value === "string" ? [{ path: `${path}.${name}`, part: { name, value } }] : [],
  );

/** A command line: `--name=value`, or `--name` and then the value. */
function listed(parameters: readonly string[], path: string): Placed<Given>[] {
  let option = "";
  return parameters.map((argument, index) => {
    const [, name, value] = /^-*([\w.-]+)=(.*)$/s.exec(argument) ?? [];
    const part = name !== undefined && value !== undefined ? { name, value } : { name: option, value: argument };
    option = /^--?[\w.-]+$/.test(argument) ? argument.replace(/^-+/, "") : "";
    return { path: `${path}[${index}]`, part };
  });
}
