import type { Lineage } from "./lineage";

/** Something in a lineage. */
export interface LineageNode {
  id: string;
  /** What it is: `table`, `run`, `version`, `endpoint`. */
  kind: "table" | "run" | "version" | "endpoint";
  lines: string[];
  /** How far it is from where everything begins: arrows lead from a lower one to a higher. */
  column: number;
}

export interface LineageGraph {
  nodes: LineageNode[];
  /** Ids: from, to. */
  arrows: [string, string][];
}

/** A lineage as a picture has it: from the tables that it begins with to what uses it. */
export function lineageGraph(lineage: Lineage): LineageGraph {
  const { data, endpoints, predictions, upstream } = lineage;
  const table = (column: number, prefix: string) => (name: string, index: number) =>
    node(`${prefix}${index}`, "table", column, [name]);
  const sources = upstream.map(table(0, "source"));
  const learned = data.map(table(1, "data"));
  const run = node("run", "run", 2, runLines(lineage));
  const version = node("version", "version", 3, versionLines(lineage));
  const predicted = predictions.map(({ name, rows }, index) =>
    node(`predictions${index}`, "table", 4, [name, ...(rows === undefined ? [] : [`${rows} rows`])]),
  );
  const serving = endpoints.map(({ endpoint, entity }, index) =>
    node(`endpoint${index}`, "endpoint", 4, [endpoint, `serves it as ${entity}`]),
  );
  return {
    nodes: [...sources, ...learned, run, version, ...predicted, ...serving],
    arrows: [
      ...sources.flatMap((source) => learned.map((each): [string, string] => [source.id, each.id])),
      ...learned.map((each): [string, string] => [each.id, run.id]),
      [run.id, version.id],
      ...[...predicted, ...serving].map((each): [string, string] => [version.id, each.id]),
    ],
  };
}

const node = (id: string, kind: LineageNode["kind"], column: number, lines: string[]): LineageNode => ({
  id,
  kind,
  column,
  lines,
});

const runLines = ({ code, jobRun, mlflowRun }: Lineage): string[] => [
  jobRun ? `${jobRun.job}, run ${jobRun.runId}` : `run ${mlflowRun?.name ?? mlflowRun?.runId ?? "unknown"}`,
  ...(code === undefined ? [] : [`code ${code.slice(0, SHORT_COMMIT)}${code.endsWith("-dirty") ? ", changed" : ""}`]),
];

/** Of a commit, so many digits tell it from others. */
const SHORT_COMMIT = 12;

const versionLines = ({ aliases, approvedBy, model, validation, version }: Lineage): string[] => [
  model,
  `version ${version}${aliases.length === 0 ? "" : `, ${aliases.join(", ")}`}`,
  ...(validation === undefined ? [] : [`validation ${validation.status}`]),
  ...(approvedBy === undefined ? [] : [`approved by ${approvedBy}`]),
];
