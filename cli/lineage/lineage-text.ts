import { printable } from "../report/shown-line";
import { short } from "../watched-run/results-text";
import type { Lineage } from "./lineage";

const WIDTH = 80;

/** A lineage as lines, within 80 columns where its names are. */
export function lineageText(lineage: Lineage): string {
  const { aliases, model, version } = lineage;
  const title = `${model} version ${version}${aliases.length === 0 ? "" : ` (${aliases.join(", ")})`}`;
  const rows = rowsOf(lineage).filter(([, text]) => text !== "");
  const width = Math.max(...rows.map(([name]) => name.length));
  return [title, ...rows.flatMap(([name, text]) => wrapped(`  ${name.padEnd(width)}  `, text))].join("\n");
}

function rowsOf(lineage: Lineage): [string, string][] {
  const { code = "", data, endpoints, features, jobRun, mlflowRun, predictions, upstream, validation } = lineage;
  return [
    ["is", lineage.description ?? ""],
    [
      "made",
      [(lineage.createdAt ?? "").slice(0, 16).replace("T", " "), by(lineage.createdByName ?? lineage.createdBy)]
        .join(" ")
        .trim(),
    ],
    ["run", jobRun ? `${jobRun.job}, run ${jobRun.runId} (${jobRun.state})` : ""],
    ["MLflow", mlflowRun ? `run ${mlflowRun.runId} in experiment ${mlflowRun.experimentId ?? "unknown"}` : ""],
    ["code", code],
    ["learned from", data.join(", ")],
    ["made of", upstream.join(", ")],
    ["split at", lineage.splitBoundary ?? ""],
    ["features", features.map(({ name, type }) => (type === "" ? name : `${name} (${type})`)).join(", ")],
    ["parameters", listed(lineage.parameters)],
    [
      "metrics",
      listed(Object.fromEntries(Object.entries(lineage.metrics).map(([name, value]) => [name, short(value)]))),
    ],
    ["judged as", lineage.refitOf === undefined ? "" : `version ${lineage.refitOf}, and fitted again on all rows`],
    ["validation", [validation?.status ?? "", validation?.result ?? ""].filter((part) => part !== "").join(": ")],
    ["approved", by(lineage.approvedBy)],
    ["rejected", [by(lineage.rejectedBy), lineage.rejectionReason ?? ""].filter((part) => part !== "").join(": ")],
    ["not counted", lineage.disregarded ?? ""],
    ["rolled back", by(lineage.rolledBack)],
    [
      "predictions",
      predictions.map(({ name, rows }) => (rows === undefined ? name : `${name}: ${rows} rows`)).join(", "),
    ],
    ["served by", endpoints.map(({ endpoint, entity }) => `${endpoint} (${entity})`).join(", ")],
  ];
}

const by = (who: string | undefined): string => (who === undefined ? "" : `by ${who}`);

const listed = (values: Record<string, string>): string =>
  Object.entries(values)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

/** Broken between words, each line below where the text begins. */
function wrapped(begin: string, text: string): string[] {
  const room = WIDTH - begin.length;
  const lines: string[] = [];
  for (const word of printable(text).replaceAll(/\s+/g, " ").split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line, index) => `${index === 0 ? begin : " ".repeat(begin.length)}${line}`);
}
