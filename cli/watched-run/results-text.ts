import { plainTable, printed } from "../report/plain-table";
import { type JobRun, millisecondsOf, stateWord } from "../runs/job-run";
import type { MovedAlias, RegisteredVersion, RunResults } from "./run-results";

/** A run's tasks, with what became of each. */
export function taskTable(run: JobRun, now: number): string {
  const table = plainTable(["task", "state", "seconds", "attempts"], [2, 3]);
  for (const task of run.tasks) {
    const took = millisecondsOf(task, now);
    const seconds = took === undefined ? "" : (took / 1000).toFixed(1);
    table.push([task.task_key, stateWord(task), seconds, String(task.attempt_number + 1)]);
  }
  return printed(table);
}

/** What came out of a run: a line each. */
export const resultLines = ({ aliases, tables, versions }: RunResults): string[] => [
  ...versions.flatMap(versionLines),
  ...aliases.map(aliasLine),
  ...tables.map(({ name, rows }) => `${name}: ${rows === undefined ? "written" : `${counted(rows)} rows written`}`),
];

function versionLines({ approval, metrics, model, validation, version }: RegisteredVersion): string[] {
  const about = [
    validation === undefined ? "registered" : `registered, validation ${validation}`,
    ...(approval === undefined ? [] : [`approved by ${approval}`]),
  ];
  const measured = Object.entries(metrics).sort(([one], [other]) => one.localeCompare(other));
  return [
    `${model} version ${version}: ${about.join(", ")}`,
    ...(measured.length === 0 ? [] : [`  ${measured.map(([name, value]) => `${name} ${short(value)}`).join(", ")}`]),
  ];
}

function aliasLine({ alias, from, model, to }: MovedAlias): string {
  if (to === undefined) return `${model}: version ${from} is ${alias} no more`;
  return `${model}: ${alias} is version ${to}${from === undefined ? "" : `, after ${from}`}`;
}

/** Four digits say enough of a metric. */
export const short = (value: number): string => String(Number(value.toPrecision(4)));

const counted = (rows: number): string => rows.toLocaleString("en-GB");
