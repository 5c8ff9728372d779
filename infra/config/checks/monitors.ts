import { MOST_LISTENERS } from "../../../databricks/monitor-metrics";
import { listed, slipOf } from "../../../wording/nearest";
import type { MonitorSettings } from "../schema/project/project";
import { type Contradiction, unknownName } from "./contradiction";
import { metricProblems } from "./custom-metrics";
import type { SoundParts } from "./sound-parts";

export function monitorProblems(parts: SoundParts): Contradiction[] {
  const monitors = Object.entries(parts.monitors);
  const problems = monitors.flatMap(([name, monitor], index) => {
    const earlier = monitors.slice(0, index).find(([, other]) => watched(other, parts) === watched(monitor, parts));
    const twice = earlier && {
      path: ["table"],
      message: `"${monitor.table}" is watched by monitor "${earlier[0]}" already, and a table has one monitor: make one of the two`,
    };
    return [
      ...modelProblems(monitor, parts),
      ...columnProblems(monitor, parts),
      ...metricProblems(monitor),
      ...(twice ? [twice] : []),
      ...(monitor.profile !== "snapshot" && monitor.timestamp === undefined
        ? [{ path: ["profile"], message: `"${monitor.profile}" needs timestamp: the column that says when` }]
        : []),
    ].map((found) => ({ ...found, path: ["monitors", name, ...found.path] }));
  });
  return monitors.length === 0 ? problems : [...problems, ...contactProblems(parts)];
}

/** Who hears of a monitor that fails are the team's contacts. */
function contactProblems({ team }: SoundParts): Contradiction[] {
  const count = team?.contacts.length ?? 0;
  if (count <= MOST_LISTENERS) return [];
  const message = `"contacts" must name at most ${MOST_LISTENERS} addresses where there are monitors, which tell no more: take one of a group`;
  return [{ path: ["team", "contacts"], message }];
}

const modelOf = ({ model }: MonitorSettings, { modelNames }: SoundParts): string | undefined => model ?? modelNames[0];

const watched = (monitor: MonitorSettings, parts: SoundParts): string =>
  monitor.table === "requests" ? `requests of ${modelOf(monitor, parts)}` : monitor.table;

function modelProblems(monitor: MonitorSettings, parts: SoundParts): Contradiction[] {
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

/** Columns that inference writes beside the label and what it keeps of a row; see pipelines/README.md. */
const WRITTEN_COLUMNS = ["prediction", "model_name", "model_version", "predicted_at", "run_id"];

/** Of a table that inference writes, the columns are known. */
function columnProblems(monitor: MonitorSettings, parts: SoundParts): Contradiction[] {
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
