import { listed, suggestion } from "../../../wording/nearest";
import { endpointName, MAXIMUM_ENDPOINT_NAME } from "../names";
import { METRICS, rangeOf } from "../schema/project/model";
import type { ModelSettings } from "../schema/project/project";
import { repeatedIn } from "../yaml/check-values";
import type { Path } from "../yaml/source-file";
import { numberOf } from "../yaml/written";
import { type Contradiction, unknownName } from "./contradiction";
import type { SoundParts } from "./sound-parts";

export const modelProblems = (parts: SoundParts, project: string): Contradiction[] =>
  Object.entries(parts.models).flatMap(([name, model]) =>
    [
      ...metricProblems(model),
      ...boundProblems(model),
      ...featureTableProblems(model, parts),
      ...timeProblems(model, parts),
      ...startProblems(model),
      ...onlineProblems(model, endpointName(project, model.previously ?? name)),
    ].map((found) => ({ ...found, path: ["models", name, ...found.path] })),
  );

function metricProblems(model: ModelSettings): Contradiction[] {
  const { comparedBy, metrics, sliceGaps, sliceThresholds, task, thresholds } = model;
  const logged = [...METRICS[task], ...metrics];
  const named: { path: Path; metric: string }[] = [
    ...Object.keys(thresholds).map((metric) => ({ path: ["thresholds", metric], metric })),
    ...Object.keys(sliceThresholds).map((metric) => ({ path: ["sliceThresholds", metric], metric })),
    ...Object.entries(sliceGaps).flatMap(([column, gaps]) =>
      Object.keys(gaps).map((metric) => ({ path: ["sliceGaps", column, metric], metric })),
    ),
    ...(comparedBy === undefined ? [] : [{ path: ["comparedBy"], metric: comparedBy }]),
  ];
  return [
    ...named
      .filter(({ metric }) => !logged.includes(metric))
      .map(({ metric, path }) => ({
        path,
        message: `no metric "${metric}" is logged for ${task}${suggestion(metric, logged) || `; it must be ${listed(logged)}, or be added to the model's metrics`}`,
      })),
  ];
}

/** A bound that no version could keep. */
function boundProblems({ metrics, sliceThresholds, thresholds }: ModelSettings): Contradiction[] {
  return Object.entries({ thresholds, sliceThresholds }).flatMap(([section, bounds]) =>
    Object.entries(bounds).flatMap(([metric, { atLeast, atMost }]) => {
      if (metrics.includes(metric)) return [];
      const { least, most } = rangeOf(metric);
      const found: Contradiction[] = [];
      if (atLeast !== undefined && most !== undefined && numberOf(atLeast) > most) {
        const message = `no version could keep this: ${metric} is ${most} at most`;
        found.push({ path: [section, metric, "atLeast"], message });
      }
      if (atMost !== undefined && least !== undefined && numberOf(atMost) < least) {
        const message = `no version could keep this: ${metric} is ${least} at least`;
        found.push({ path: [section, metric, "atMost"], message });
      }
      return found;
    }),
  );
}

function featureTableProblems({ features }: ModelSettings, { tableNames }: SoundParts): Contradiction[] {
  if (features === undefined) {
    if (tableNames.length === 1) return [];
    const message = tableNames.length === 0 ? "the project has no feature table" : `it must be ${listed(tableNames)}`;
    return [{ path: [], message: `needs features: ${message}` }];
  }
  if (features.includes(".") || tableNames.includes(features)) return [];
  return [{ path: ["features"], message: unknownName("feature table", features, tableNames) }];
}

/** Without a time there are no last days, and nothing would tell which rows are new to what has learned from all. */
function timeProblems(model: ModelSettings, { features, tableNames }: SoundParts): Contradiction[] {
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
function startProblems({ batch, inference, streaming }: ModelSettings): Contradiction[] {
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

function onlineProblems({ inference, online }: ModelSettings, endpoint: string): Contradiction[] {
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
