import type { OfParts } from "../jobs/job-processes";
import type { JobsResult } from "../jobs/measure-jobs";
import type { TaskRun } from "../jobs/project-jobs";
import type { ScaledRun } from "../jobs/scaled-data";
import type { Start } from "../jobs/starts";
import type { StatementsRun } from "../jobs/statements";
import { median } from "../measure/statistics";
import { type FigureTable, figures, MEBIBYTE, ratio, show } from "./figure-table";

/** The tables of jobs, in the order of the page. */
export function jobTables(result: JobsResult): FigureTable[] {
  return [
    startsTable(result),
    tasksTable(result),
    scaledTable(result.scaled),
    statementsTable(result.statements),
    memoryTable(result),
  ];
}

const processorOf = (parts: OfParts | undefined): number | undefined =>
  parts && parts["control plane"] + parts.Spark + parts.Python;

/** What a task costs before its own work, and after it. */
function startsTable({ starts: { first, later, before, after } }: JobsResult): FigureTable {
  const line = (what: string, of: readonly Start[]): string[] => [
    what,
    show(
      of.map(({ seconds }) => seconds),
      2,
    ),
    show(
      figures(of, ({ processor }) => processorOf(processor)),
      2,
    ),
  ];
  return {
    head: ["a task that starts, and does nothing else", "seconds", "processor seconds"],
    rows: [
      line("the first after the sandbox was started", [first]),
      line("later ones", later),
      ["an empty one: ready until its first line runs", show(before, 3), ""],
      ["an empty one: its last line until the run has ended", show(after, 3), ""],
    ],
  };
}

/** The shipped jobs, task by task, with the share that goes into starting. */
function tasksTable({ jobs: { runs, tasks }, starts: { later } }: JobsResult): FigureTable {
  const start = median(later.map(({ seconds }) => seconds));
  const line = (what: string, seconds: number[], count: number, of: readonly TaskRun[]): string[] => [
    what,
    show(seconds, 1),
    ...(["Python", "Spark", "control plane"] as const).map((part) =>
      of.length === 0
        ? ""
        : show(
            figures(of, ({ processor }) => processor?.[part]),
            1,
          ),
    ),
    `${Math.round(((start * count) / median(seconds)) * 100)} %`,
  ];
  const rows = [...new Set(runs.map(({ job }) => job))].flatMap((job) => {
    const own = runs.filter((run) => run.job === job);
    const keys = [...new Set(tasks.filter((task) => task.job === job).map(({ task }) => task))];
    const ofTasks = keys.map((key) => {
      const of = tasks.filter((task) => task.job === job && task.task === key);
      return line(
        keys.length === 1 ? job : `${job}: ${key}`,
        of.map(({ seconds }) => seconds),
        1,
        of,
      );
    });
    if (keys.length === 1) return ofTasks;
    const whole = line(
      `${job}, the whole job`,
      own.map(({ seconds }) => seconds),
      keys.length,
      [],
    );
    return [...ofTasks, whole];
  });
  return {
    head: ["flight-delay", "seconds", "processor seconds: Python", "Spark", "control plane", "share of starting"],
    rows,
  };
}

/** Rows a second, beside Spark without the sandbox. */
function scaledTable(runs: readonly ScaledRun[]): FigureTable {
  const rows = [...new Set(runs.map(({ task }) => task))].flatMap((task) =>
    [...new Set(runs.map(({ scale }) => scale))].map((scale) => {
      const of = (where: ScaledRun["where"]): ScaledRun[] =>
        runs.filter((run) => run.task === task && run.scale === scale && run.where === where);
      const perSecond = (where: ScaledRun["where"]): number[] =>
        of(where).map(({ rows: count, seconds }) => count / seconds);
      const [ours, theirs] = [perSecond("sandbox"), perSecond("plain Spark")];
      const [{ rows: count } = { rows: 0 }] = of("sandbox");
      return [`${task}, ${scale} ×: ${count} rows`, show(ours, 0), show(theirs, 0), ratio(ours, theirs)];
    }),
  );
  return { head: ["rows per second", "sandbox", "plain Spark", "ratio"], rows };
}

/** Statements of a warehouse, beside those that go straight to Spark. */
function statementsTable(runs: readonly StatementsRun[]): FigureTable {
  const rows = [...new Set(runs.map(({ atOnce }) => atOnce))].map((atOnce) => {
    const of = (where: StatementsRun["where"]): number[] =>
      runs.filter((run) => run.atOnce === atOnce && run.where === where).map(({ perSecond }) => perSecond);
    const [ours, theirs] = [of("warehouse"), of("plain Spark")];
    return [`${atOnce} at a time`, show(ours, 1), show(theirs, 1), ratio(ours, theirs)];
  });
  return { head: ["statements per second", "warehouse", "plain Spark", "ratio"], rows };
}

function memoryTable({ memory: { atRest, afterTask, training } }: JobsResult): FigureTable {
  const cell = (bytes: number | undefined): string =>
    show(
      figures([bytes], (each) => each && each / MEBIBYTE),
      0,
    );
  return {
    head: ["memory of all processes of the sandbox", "MiB"],
    rows: [
      ["before anything has run", cell(atRest)],
      ["after the first task: Spark and what tasks share have stayed", cell(afterTask)],
      ["the most, under the training job", cell(training)],
    ],
  };
}
