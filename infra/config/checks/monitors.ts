import { listed } from "../../../wording/nearest";
import type { MonitorSettings } from "../schema/project/project";
import { type Contradiction, unknownName } from "./contradiction";
import type { SoundParts } from "./sound-parts";

export function monitorProblems(parts: SoundParts): Contradiction[] {
  const monitors = Object.entries(parts.monitors);
  return monitors.flatMap(([name, monitor], index) => {
    const earlier = monitors.slice(0, index).find(([, other]) => watched(other, parts) === watched(monitor, parts));
    const twice = earlier && {
      path: ["table"],
      message: `"${monitor.table}" is watched by monitor "${earlier[0]}" already, and a table has one monitor: make one of the two`,
    };
    return [
      ...modelProblems(monitor, parts),
      ...(twice ? [twice] : []),
      ...(monitor.profile !== "snapshot" && monitor.timestamp === undefined
        ? [{ path: ["profile"], message: `"${monitor.profile}" needs timestamp: the column that says when` }]
        : []),
    ].map((found) => ({ ...found, path: ["monitors", name, ...found.path] }));
  });
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
