import type { z } from "zod";
import { listed, suggestion } from "../../../wording/nearest";
import { endpointName, MAXIMUM_ENDPOINT_NAME, WRITTEN_COLUMNS } from "../names";
import { COMPARED_BY, METRICS, model, rangeOf } from "../schema/project/model";
import { repeatedIn } from "../yaml/check-values";
import type { Path } from "../yaml/source-file";
import { numberOf } from "../yaml/written";
import { type Contradiction, unknownName } from "./contradiction";
import { judged, type SoundParts } from "./sound-parts";

/** What each check regards: a mistake in other settings of the model hides none of what it says. */
const REGARDED = {
  metrics: model.pick({
    comparedBy: true,
    metrics: true,
    sliceGaps: true,
    sliceThresholds: true,
    task: true,
    thresholds: true,
  }),
  bounds: model.pick({ metrics: true, sliceThresholds: true, thresholds: true }),
  margin: model.pick({ comparedBy: true, margin: true, metrics: true, task: true }),
  features: model.pick({ features: true }),
  label: model.pick({ features: true, inference: true, label: true }),
  time: model.pick({ features: true, holdOutDays: true, refit: true }),
  start: model.pick({ batch: true, inference: true, streaming: true }),
  online: model.pick({ inference: true, online: true, previously: true }),
};

export const modelProblems = (parts: SoundParts, project: string): Contradiction[] =>
  Object.entries(parts.each.models).flatMap(([name, part]) =>
    [
      ...judged(REGARDED.metrics, part, metricProblems),
      ...judged(REGARDED.bounds, part, boundProblems),
      ...judged(REGARDED.margin, part, marginProblems),
      ...judged(REGARDED.features, part, (settings) => featureTableProblems(settings, parts)),
      ...judged(REGARDED.label, part, (settings) => labelProblems(settings, parts)),
      ...judged(REGARDED.time, part, (settings) => timeProblems(settings, parts)),
      ...judged(REGARDED.start, part, startProblems),
      ...judged(REGARDED.online, part, (settings) =>
        onlineProblems(settings, endpointName(project, settings.previously ?? name)),
      ),
    ].map((found) => ({ ...found, path: ["models", name, ...found.path] })),
  );

type Regarded<Check extends keyof typeof REGARDED> = z.output<(typeof REGARDED)[Check]>;

function metricProblems({
  comparedBy,
  metrics,
  sliceGaps,
  sliceThresholds,
  task,
  thresholds,
}: Regarded<"metrics">): Contradiction[] {
  const logged = [...METRICS[task], ...metrics];
  const named: { path: Path; metric: string }[] = [
    ...Object.keys(thresholds).map((metric) => ({ path: ["thresholds", metric], metric })),
    ...Object.keys(sliceThresholds).map((metric) => ({ path: ["sliceThresholds", metric], metric })),
    ...Object.entries(sliceGaps).flatMap(([column, gaps]) =>
      Object.keys(gaps).map((metric) => ({ path: ["sliceGaps", column, metric], metric })),
    ),
    ...(comparedBy === undefined ? [] : [{ path: ["comparedBy"], metric: comparedBy }]),
  ];
  const usual = metrics.flatMap((metric, index) =>
    METRICS[task].some((name) => name === metric)
      ? [{ path: ["metrics", index], message: `"${metric}" is logged for ${task} anyway: take it out` }]
      : [],
  );
  return [
    ...usual,
    ...named
      .filter(({ metric }) => !logged.includes(metric))
      .map(({ metric, path }) => ({
        path,
        message: `no metric "${metric}" is logged for ${task}${suggestion(metric, logged) || `; it must be ${listed(logged)}, or be added to the model's metrics`}`,
      })),
  ];
}

/** Bounds outside of what a metric can be: no version could keep one, and another keeps nothing away. */
const boundProblems = ({ metrics, ...sections }: Regarded<"bounds">): Contradiction[] =>
  Object.entries(sections).flatMap(([section, bounds]) =>
    Object.entries(bounds).flatMap(([metric, bound]) =>
      metrics.includes(metric)
        ? []
        : faultsOfBound(metric, bound).map(({ message, path }) => ({ path: [section, metric, ...path], message })),
    ),
  );

function faultsOfBound(metric: string, bound: Regarded<"bounds">["thresholds"][string]): Contradiction[] {
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = rangeOf(metric);
  const fault = (side: "atLeast" | "atMost"): string | undefined => {
    const given = bound[side];
    if (given === undefined) return undefined;
    const number = numberOf(given);
    if (number >= least && number <= most) return undefined;
    const range = number > most ? `${metric} is ${most} at most` : `${metric} is ${least} at least`;
    const isUnkept = number > most === (side === "atLeast");
    return isUnkept ? `no version could keep this: ${range}` : `this bound keeps nothing away: ${range}`;
  };
  return (["atLeast", "atMost"] as const).flatMap((side) => {
    const message = fault(side);
    return message === undefined ? [] : [{ path: [side], message }];
  });
}

/** How much better a version must be than another, of a metric with two ends. */
function marginProblems({ comparedBy, margin, metrics, task }: Regarded<"margin">): Contradiction[] {
  const metric = comparedBy ?? COMPARED_BY[task];
  const { least, most } = rangeOf(metric);
  if (metrics.includes(metric) || least === undefined || most === undefined) return [];
  const width = most - least;
  const number = numberOf(margin);
  if (Math.abs(number) < width) return [];
  const range = `${metric} lies between ${least} and ${most}`;
  const message = number > 0 ? `no version could be so much better: ${range}` : `any version would take over: ${range}`;
  return [{ path: ["margin"], message }];
}

function featureTableProblems({ features }: Regarded<"features">, { tableNames }: SoundParts): Contradiction[] {
  if (features === undefined) {
    if (tableNames.length === 1) return [];
    const message = tableNames.length === 0 ? "the project has no feature table" : `it must be ${listed(tableNames)}`;
    return [{ path: [], message: `needs features: ${message}` }];
  }
  if (features.includes(".") || tableNames.includes(features)) return [];
  return [{ path: ["features"], message: unknownName("feature table", features, tableNames) }];
}

/** What is predicted is no name of what inference writes beside it, and tells no rows apart. */
function labelProblems(
  { features: named, inference, label }: Regarded<"label">,
  { features, tableNames }: SoundParts,
): Contradiction[] {
  if (WRITTEN_COLUMNS.includes(label) && inference.some((kind) => kind !== "online")) {
    const message = `inference writes a column "${label}" of its own beside it: call the label otherwise`;
    return [{ path: ["label"], message }];
  }
  const table = named ?? tableNames[0] ?? "";
  const known = features?.tables[table];
  if (!known || ![...known.primaryKey, known.timestamp].includes(label)) return [];
  const what = known.timestamp === label ? "the time of the rows" : "part of the primary key";
  return [{ path: ["label"], message: `"${label}" is ${what} of "${table}", which nobody predicts` }];
}

/** Without a time there are no last days, and nothing would tell which rows are new to what has learned from all. */
function timeProblems(model: Regarded<"time">, { features, tableNames }: SoundParts): Contradiction[] {
  const table = model.features ?? tableNames[0] ?? "";
  const known = features?.tables[table];
  if (!known || known.timestamp !== undefined) return [];
  const said = [...(model.holdOutDays === undefined ? [] : ["holdOutDays"]), ...(model.refit ? ["refit"] : [])];
  return said.map((key) => ({
    path: [key],
    message: `"${key}" needs the time of each row: name the timestamp of the feature table "${table}"`,
  }));
}

/** A job that writes the table it waits for would never rest. */
function startProblems({ batch, inference, streaming }: Regarded<"start">): Contradiction[] {
  const found: Contradiction[] = [];
  for (const [index, table] of (batch.start.onTableUpdate ?? []).entries()) {
    if (table !== batch.output) continue;
    found.push({
      path: ["batch", "start", "onTableUpdate", index],
      message: `"${table}" is written by the job itself, which would start itself for ever: name what it reads`,
    });
  }
  for (const [kind, { input, output }] of [["batch", batch] as const, ["streaming", streaming] as const]) {
    if (!inference.includes(kind) || input !== output) continue;
    found.push({ path: [kind, "input"], message: `"${input}" is what it writes: name the table that is scored` });
  }
  return found;
}

function onlineProblems({ inference, online }: Regarded<"online">, endpoint: string): Contradiction[] {
  const found: Contradiction[] = [];
  const { champion, challenger } = online.traffic;
  if (champion + challenger !== 100) {
    found.push({
      path: ["online", "traffic"],
      message: `champion and challenger must sum to 100, not ${champion + challenger}`,
    });
  }
  for (const { index, item } of repeatedIn(online.rateLimits.map(({ key }) => key))) {
    found.push({ path: ["online", "rateLimits", index], message: `there is a limit for each ${item} already` });
  }
  if (online.baseline && !inference.includes("online")) {
    found.push({ path: ["online", "baseline"], message: '"baseline" needs "online" among the inference of the model' });
  }
  if (inference.includes("online") && endpoint.length > MAXIMUM_ENDPOINT_NAME) {
    found.push({
      path: [],
      message: `its endpoint would be called "${endpoint}", of ${endpoint.length} characters; ${MAXIMUM_ENDPOINT_NAME} are allowed: shorten the model's name`,
    });
  }
  return found;
}
