import { z } from "zod";
import {
  DRIFT_COLUMNS,
  METRIC_PARAMETERS,
  OF_AN_INFERENCE_LOG,
  PROFILE_COLUMNS,
  WINDOWS,
} from "../../../databricks/monitor-metrics";
import { aggregateIn } from "../../../databricks/sql-functions";
import { comparable, expressionFault } from "../../../databricks/sql-text";
import { listed, slipOf, suggestion } from "../../../wording/nearest";
import { customMetric, monitor } from "../schema/project/monitoring";
import { repeatedIn } from "../yaml/check-values";
import type { Contradiction } from "./contradiction";

/** What is regarded of a monitor: metrics under any name, of which a wrong one hides nothing of what is below it. */
export const OF_METRICS = monitor
  .pick({ label: true, profile: true, slices: true })
  .extend({ metrics: z.record(z.string(), customMetric).default({}) });

type Monitored = z.output<typeof OF_METRICS>;
type Metric = Monitored["metrics"][string];

/**
 * What a monitor's first refresh would fail for: its SQL goes to the service unread. Paths begin at the monitor.
 * @param names of all of its metrics, also of those that are not well formed.
 */
export const metricProblems = (monitor: Monitored, names: readonly string[]): Contradiction[] => [
  ...Object.entries(monitor.metrics).flatMap(([name, metric]) =>
    [
      ...nameProblems(name, metric),
      ...definitionFaults(metric, monitor, names).map((message) => ({ path: ["definition"], message })),
      ...columnProblems(metric),
    ].map((found) => ({ ...found, path: ["metrics", name, ...found.path] })),
  ),
  ...sliceProblems(monitor.slices),
];

function nameProblems(name: string, { type }: Metric): Contradiction[] {
  const taken = type === "drift" ? DRIFT_COLUMNS : PROFILE_COLUMNS;
  if (!taken.includes(name)) return [];
  return [{ path: [], message: `"${name}" is a column of every monitor's metrics already: take another name` }];
}

function columnProblems({ columns, definition }: Metric): Contradiction[] {
  const at = columns.indexOf(":table");
  if (at >= 0 && columns.length > 1) {
    return [{ path: ["columns", at], message: '":table" is all columns together: let it stand alone, or take it out' }];
  }
  if (at < 0 || !parametersOf(definition).includes("input_column")) return [];
  const message = "is the whole table, which {{input_column}} cannot stand for: name columns";
  return [{ path: ["columns", at], message: `":table" ${message}` }];
}

/** `{{ input_column }}`, with what blanks it has. */
const PARAMETER = /\{\{\s*(.*?)\s*\}\}/g;

const parametersOf = (definition: string): string[] => [...definition.matchAll(PARAMETER)].map(([, name = ""]) => name);

function definitionFaults({ definition, type }: Metric, monitor: Monitored, names: readonly string[]): string[] {
  const used = parametersOf(definition);
  const faults = [...new Set(used)].flatMap((name) => {
    const fault = parameterFault(name, type, monitor);
    return fault === undefined ? [] : [`{{${name}}} ${fault}`];
  });
  if (type === "drift") {
    const missing = WINDOWS.filter((window) => !used.includes(window));
    if (missing.length > 0) {
      faults.push(
        `"definition" compares two windows, and lacks {{${missing.join("}} and {{")}}}: it must be such as {{current_df}}.total - {{base_df}}.total`,
      );
    }
    faults.push(...unknownOperands(definition, names));
  }
  const sql = definition.replace(PARAMETER, "x");
  const fault = expressionFault(sql) ?? aggregateFault(sql, type);
  return fault === undefined ? faults : [...faults, `"definition" ${fault}`];
}

/** Rows become one value in an aggregate metric, which the others are computed from. */
function aggregateFault(sql: string, type: Metric["type"]): string | undefined {
  const aggregate = aggregateIn(sql);
  if (type === "aggregate") {
    return aggregate === undefined
      ? "makes no one value of many rows: it needs an aggregate function, such as avg({{input_column}})"
      : undefined;
  }
  const advice = "put it into a metric of type aggregate, and name that here";
  return aggregate && `cannot hold ${aggregate}(): a metric of type ${type} sees other metrics, and no rows: ${advice}`;
}

function parameterFault(name: string, type: Metric["type"], { label, profile }: Monitored): string | undefined {
  if (!METRIC_PARAMETERS.some((known) => known === name)) {
    return `stands for nothing${suggestion(name, METRIC_PARAMETERS) || `; it must be ${listed(METRIC_PARAMETERS)}`}`;
  }
  if (WINDOWS.includes(name)) return type === "drift" ? undefined : "is for metrics of type drift only";
  if (!OF_AN_INFERENCE_LOG.includes(name)) return undefined;
  if (profile !== "inferenceLog") return "is for the profile inferenceLog only";
  return name === "label_col" && label === undefined ? "needs the monitor's label" : undefined;
}

/** Of `{{base_df}}.weighted_eror` the metric that is a slip of one that there is. */
function unknownOperands(definition: string, names: readonly string[]): string[] {
  const known = [...names, ...PROFILE_COLUMNS];
  const operands = [...definition.matchAll(/\{\{\s*(?:current_df|base_df)\s*\}\}\s*\.\s*`?(\w+)/g)];
  return [...new Set(operands.map(([, name = ""]) => name))].flatMap((name) => {
    const meant = slipOf(name, known);
    return meant === undefined
      ? []
      : [`"definition" names no metric of the monitor: "${name}"; did you mean "${meant}"?`];
  });
}

function sliceProblems(slices: readonly string[]): Contradiction[] {
  const faults = slices.flatMap((slice, index) => {
    const aggregate = aggregateIn(slice);
    const fault =
      expressionFault(slice) ?? (aggregate && `cannot hold ${aggregate}(): a slice is told of each row by itself`);
    return fault === undefined ? [] : [{ path: ["slices", index], message: `item ${index + 1} of "slices" ${fault}` }];
  });
  const exact = repeatedIn(slices).map(({ index }) => index);
  const twice = repeatedIn(slices.map(comparable))
    .filter(({ index }) => !exact.includes(index))
    .map(({ index }) => ({ path: ["slices", index], message: `"${slices[index]}" is named twice, written otherwise` }));
  return [...faults, ...twice];
}
