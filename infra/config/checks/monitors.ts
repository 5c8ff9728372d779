import type { z } from "zod";
import { MOST_LISTENERS } from "../../../databricks/monitor-metrics";
import { listed, slipOf } from "../../../wording/nearest";
import { WRITTEN_COLUMNS } from "../names";
import { monitor } from "../schema/project/monitoring";
import { type Contradiction, unknownName } from "./contradiction";
import { metricProblems, OF_METRICS } from "./custom-metrics";
import { judged, namesWithin, type SoundParts } from "./sound-parts";

/** What each check regards: a mistake in other settings of the monitor hides none of what it says. */
const REGARDED = {
  model: monitor.pick({ model: true, profile: true, table: true }),
  columns: monitor.omit({
    baseline: true,
    granularities: true,
    metrics: true,
    previously: true,
    schedule: true,
    slices: true,
  }),
  metrics: OF_METRICS,
  table: monitor.pick({ model: true, table: true }),
  profile: monitor.omit({
    granularities: true,
    metrics: true,
    model: true,
    previously: true,
    schedule: true,
    slices: true,
  }),
  time: monitor.pick({ profile: true, timestamp: true }),
};

type Regarded<Check extends keyof typeof REGARDED> = z.output<(typeof REGARDED)[Check]>;

export function monitorProblems(parts: SoundParts): Contradiction[] {
  const monitors = Object.entries(parts.each.monitors);
  const earlier = new Map<string, string>();
  const problems = monitors.flatMap(([name, part]) =>
    [
      ...judged(REGARDED.model, part, (monitor) => modelProblems(monitor, parts)),
      ...judged(REGARDED.columns, part, (monitor) => columnProblems(monitor, parts)),
      ...judged(REGARDED.metrics, part, (monitor) => metricProblems(monitor, namesWithin(part, "metrics"))),
      ...judged(REGARDED.table, part, (monitor) => watchedTwice(name, monitor, parts, earlier)),
      ...judged(REGARDED.time, part, timeProblems),
      ...judged(REGARDED.profile, part, profileProblems),
    ].map((found) => ({ ...found, path: ["monitors", name, ...found.path] })),
  );
  return monitors.length === 0 ? problems : [...problems, ...contactProblems(parts)];
}

/** @param earlier By what is watched, the monitor that does; grows. */
function watchedTwice(
  name: string,
  monitor: Regarded<"table">,
  parts: SoundParts,
  earlier: Map<string, string>,
): Contradiction[] {
  const what = watched(monitor, parts);
  const other = earlier.get(what);
  if (other === undefined) {
    earlier.set(what, name);
    return [];
  }
  const message = `"${monitor.table}" is watched by monitor "${other}" already, and a table has one monitor: make one of the two`;
  return [{ path: ["table"], message }];
}

function timeProblems({ profile, timestamp }: Regarded<"time">): Contradiction[] {
  if (profile !== "snapshot" && timestamp === undefined) {
    return [{ path: ["profile"], message: `"${profile}" needs timestamp: the column that says when` }];
  }
  if (profile !== "snapshot" || timestamp === undefined) return [];
  const message = '"timestamp" is for the profiles inferenceLog and timeSeries: set profile to one, or take it out';
  return [{ path: ["timestamp"], message }];
}

/** Columns that are one and should be several, or that no such profile has. */
function profileProblems({ baseline, table, ...monitor }: Regarded<"profile">): Contradiction[] {
  const found: Contradiction[] = [];
  if (baseline !== undefined && baseline === table) {
    const message = '"baseline" is the table itself, which drifts from itself never: name another, or take it out';
    found.push({ path: ["baseline"], message });
  }
  if (monitor.profile !== "inferenceLog") {
    if (monitor.label === undefined) return found;
    return [...found, { path: ["label"], message: '"label" is for the profile inferenceLog: take one of the two out' }];
  }
  const columns = ["prediction", "modelVersion", "timestamp", "label"] as const;
  for (const [index, key] of columns.entries()) {
    const same = columns.slice(0, index).find((other) => monitor[key] !== undefined && monitor[other] === monitor[key]);
    if (same) found.push({ path: [key], message: `"${key}" and "${same}" are one column: name one for each` });
  }
  return found;
}

/** Who hears of a monitor that fails are the team's contacts. */
function contactProblems({ team }: SoundParts): Contradiction[] {
  const count = team?.contacts.length ?? 0;
  if (count <= MOST_LISTENERS) return [];
  const message = `"contacts" must name at most ${MOST_LISTENERS} addresses where there are monitors, which tell no more: take one of a group`;
  return [{ path: ["team", "contacts"], message }];
}

const modelOf = ({ model }: Regarded<"table">, { modelNames }: SoundParts): string | undefined =>
  model ?? modelNames[0];

const watched = (monitor: Regarded<"table">, parts: SoundParts): string =>
  monitor.table === "requests" ? `requests of ${modelOf(monitor, parts)}` : monitor.table;

function modelProblems(monitor: Regarded<"model">, parts: SoundParts): Contradiction[] {
  const { modelNames, models } = parts;
  if (monitor.model !== undefined && !modelNames.includes(monitor.model)) {
    return [{ path: ["model"], message: unknownName("model", monitor.model, modelNames) }];
  }
  const ofOneModel = monitor.table === "requests" || monitor.profile === "inferenceLog";
  if (ofOneModel && monitor.model === undefined && modelNames.length > 1) {
    return [{ path: [], message: `needs model: it must be ${listed(modelNames)}` }];
  }
  const model = models[modelOf(monitor, parts) ?? ""];
  if (monitor.table !== "requests" || !model) return [];
  if (model.inference.includes("online") && model.online.inferenceTable) return [];
  return [
    {
      path: ["table"],
      message: '"requests" needs a model with online among its inference, and with online.inferenceTable',
    },
  ];
}

/** Of a table that inference writes, the columns are known. */
function columnProblems(monitor: Regarded<"columns">, parts: SoundParts): Contradiction[] {
  const model = parts.models[modelOf(monitor, parts) ?? ""];
  const outputs = model ? [model.batch.output, model.streaming.output] : [];
  if (!model || monitor.profile !== "inferenceLog" || !outputs.includes(monitor.table)) return [];
  const found: Contradiction[] = [];
  if (monitor.label !== undefined && monitor.label !== model.label) {
    const message = `"label" must be "${model.label}", which the model predicts, not "${monitor.label}"`;
    found.push({ path: ["label"], message });
  }
  for (const key of ["prediction", "modelVersion", "timestamp"] as const) {
    const meant = slipOf(monitor[key] ?? "", [...WRITTEN_COLUMNS, model.label]);
    if (meant === undefined) continue;
    found.push({ path: [key], message: `inference writes no column "${monitor[key]}"; did you mean "${meant}"?` });
  }
  return found;
}
