import { cycleIn } from "./cycle";
import type { EnvironmentSettings } from "./load-environment";
import type { ProjectSettings } from "./load-project";
import { listed, suggestion } from "./nearest";
import { METRICS } from "./schema/project/model";
import type { AlertSettings, JobSettings, ModelSettings, MonitorSettings } from "./schema/project/project";
import type { Path } from "./source-file";

/** Settings that are each well formed, and do not go together or with the environment. */
export interface Contradiction {
  path: Path;
  message: string;
}

/** What only a look at the whole project, in its environment, shows to be a mistake. */
export function checkProject(project: ProjectSettings, environment: EnvironmentSettings): Contradiction[] {
  return [
    ...sourceProblems(project),
    ...featureProblems(project),
    ...Object.entries(project.models).flatMap(([name, model]) => modelProblems(project, name, model)),
    ...sharedOutputs(project),
    ...Object.entries(project.monitors).flatMap(([name, monitor]) => monitorProblems(project, name, monitor)),
    ...Object.entries(project.alerts).flatMap(([name, alert]) => alertProblems(project, environment, name, alert)),
    ...Object.entries(project.jobs).flatMap(([name, job]) => jobProblems(project, name, job)),
    ...computeProblems(project, environment),
  ];
}

const one = (path: Path, message: string): Contradiction[] => [{ path, message }];

const unknown = (what: string, name: string, known: readonly string[]): string =>
  known.length === 0
    ? `names the ${what} "${name}", and the project has none`
    : `names no ${what} of the project: "${name}"${suggestion(name, known) || `; it must be ${listed(known)}`}`;

function sourceProblems({ source }: ProjectSettings): Contradiction[] {
  if (source.delivery === "wheel" && source.wheel === undefined) {
    return one(["source", "delivery"], "wheel needs source.wheel, the path of the built wheel");
  }
  return [];
}

function featureProblems({ features, onlineStore }: ProjectSettings): Contradiction[] {
  return Object.entries(features.tables).flatMap(([name, { online, primaryKey, timestamp }]) => [
    ...(online && !onlineStore
      ? one(["features", "tables", name, "online"], "needs an onlineStore: in the project, which keeps the copy")
      : []),
    ...(timestamp !== undefined && primaryKey.includes(timestamp)
      ? one(["features", "tables", name, "timestamp"], `"${timestamp}" is part of the primary key already`)
      : []),
    ...repeated(primaryKey).map(({ index, item }) => ({
      path: ["features", "tables", name, "primaryKey", index],
      message: `"${item}" is named twice`,
    })),
  ]);
}

function modelProblems(project: ProjectSettings, name: string, model: ModelSettings): Contradiction[] {
  const at = (...rest: Path): Path => ["models", name, ...rest];
  const logged = [...METRICS[model.task], ...model.metrics];
  const tables = Object.keys(project.features.tables);
  const found: Contradiction[] = [];
  const refuse = (path: Path, message: string): number => found.push({ path, message });

  for (const metric of Object.keys(model.thresholds).filter((each) => !logged.includes(each))) {
    refuse(
      at("thresholds", metric),
      `no metric "${metric}" is logged for ${model.task}${suggestion(metric, logged) || `; it must be ${listed(logged)}, or one of the model's metrics:`}`,
    );
  }
  if (model.comparedBy !== undefined && !logged.includes(model.comparedBy)) {
    refuse(
      at("comparedBy"),
      `no metric "${model.comparedBy}" is logged for ${model.task}${suggestion(model.comparedBy, logged) || `; it must be ${listed(logged)}`}`,
    );
  }
  if (model.features === undefined && tables.length !== 1) {
    refuse(
      at(),
      tables.length === 0 ? "needs features: the project has no feature table" : `needs features: ${listed(tables)}`,
    );
  } else if (model.features !== undefined && !model.features.includes(".") && !tables.includes(model.features)) {
    refuse(at("features"), unknown("feature table", model.features, tables));
  }
  const { champion, challenger } = model.online.traffic;
  if (champion + challenger !== 100) {
    refuse(at("online", "traffic"), `must sum to 100, not ${champion + challenger}`);
  }
  for (const { index, item } of repeated(model.online.rateLimits.map(({ key }) => key))) {
    refuse(at("online", "rateLimits", index), `there is a limit for each ${item} already`);
  }
  for (const { index, item } of repeated(model.inference)) {
    refuse(at("inference", index), `"${item}" is named twice`);
  }
  if (model.online.baseline && !model.inference.includes("online")) {
    refuse(at("online", "baseline"), "needs online among the model's inference");
  }
  return found;
}

/** Two models that write one table would mix their predictions. */
function sharedOutputs({ models }: ProjectSettings): Contradiction[] {
  const outputs = Object.entries(models).flatMap(([model, { batch, inference, streaming }]) => [
    ...(inference.includes("batch") ? [{ model, section: "batch", table: batch.output }] : []),
    ...(inference.includes("streaming") ? [{ model, section: "streaming", table: streaming.output }] : []),
  ]);
  return outputs.flatMap(({ model, section, table }, index) => {
    const earlier = outputs.slice(0, index).find((other) => other.table === table);
    if (!earlier) return [];
    return one(
      ["models", model, section, "output"],
      `"${table}" is written by ${earlier.section} inference of ${earlier.model} too: give each a table of its own`,
    );
  });
}

function monitorProblems(project: ProjectSettings, name: string, monitor: MonitorSettings): Contradiction[] {
  const at = (...rest: Path): Path => ["monitors", name, ...rest];
  const models = Object.keys(project.models);
  const found: Contradiction[] = [];
  const refuse = (path: Path, message: string): number => found.push({ path, message });

  if (monitor.model !== undefined && !models.includes(monitor.model)) {
    refuse(at("model"), unknown("model", monitor.model, models));
  } else if (
    monitor.model === undefined &&
    models.length > 1 &&
    (monitor.table === "requests" || monitor.profile === "inferenceLog")
  ) {
    refuse(at(), `needs model: ${listed(models)}`);
  } else if (monitor.table === "requests") {
    const model = project.models[monitor.model ?? models[0] ?? ""];
    if (!model?.inference.includes("online") || !model.online.inferenceTable) {
      refuse(at("table"), "requests needs a model with online inference and an inferenceTable");
    }
  }
  if (monitor.profile !== "snapshot" && monitor.timestamp === undefined) {
    refuse(at("profile"), `${monitor.profile} needs timestamp: the column that says when`);
  }
  for (const { index, item } of repeated(monitor.granularities)) {
    refuse(at("granularities", index), `"${item}" is named twice`);
  }
  return found;
}

/** The environment's notification destinations by the names that alerts call them. */
export const DESTINATIONS = ["email", "slack", "teams", "webhook"] as const;

function alertProblems(
  project: ProjectSettings,
  { name: environment, notifications }: EnvironmentSettings,
  name: string,
  alert: AlertSettings,
): Contradiction[] {
  const at = (...rest: Path): Path => ["alerts", name, ...rest];
  const found: Contradiction[] = [];
  const models = Object.keys(project.models);
  if (alert.notify.length === 0 && alert.retrain === undefined) {
    found.push({ path: at(), message: "nobody hears of it: it needs notify, such as [team], or retrain" });
  }
  for (const [index, who] of alert.notify.entries()) {
    const destination = DESTINATIONS.find((known) => known === who);
    if (destination === undefined) continue;
    const there = destination === "email" ? notifications.email.length > 0 : notifications[destination] !== undefined;
    if (!there) {
      found.push({
        path: at("notify", index),
        message: `${who} is no destination of ${environment}: set lakestage:notifications in Pulumi.${environment}.yaml, or notify team`,
      });
    }
  }
  if (alert.retrain !== undefined && !models.includes(alert.retrain)) {
    found.push({ path: at("retrain"), message: unknown("model", alert.retrain, models) });
  }
  for (const placeholder of placeholdersIn(alert.query).filter((each) => !QUERY_PLACEHOLDERS.includes(each))) {
    found.push({
      path: at("query"),
      message: `{${placeholder}} stands for nothing${suggestion(placeholder, QUERY_PLACEHOLDERS) || `; there are {${QUERY_PLACEHOLDERS.join("}, {")}}`}`,
    });
  }
  return found;
}

/** What an alert's query may have replaced. */
export const QUERY_PLACEHOLDERS: readonly string[] = ["catalog", "schema", "monitoring"];

const placeholdersIn = (query: string): string[] => [...query.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");

function jobProblems(project: ProjectSettings, name: string, job: JobSettings): Contradiction[] {
  const at = (...rest: Path): Path => ["jobs", name, ...rest];
  const tasks = Object.keys(job.tasks);
  const strangers = Object.entries(job.tasks).flatMap(([task, { dependsOn }]) =>
    dependsOn.flatMap((needed, index) =>
      tasks.includes(needed) ? [] : one(at("tasks", task, "dependsOn", index), unknown("task", needed, tasks)),
    ),
  );
  const circle = cycleIn(tasks, (task) => job.tasks[task]?.dependsOn ?? []);
  const reserved = reservedJobNames(project).includes(name)
    ? one(at(), `"${name}" is a job that every project has: take another name`)
    : [];
  return [
    ...strangers,
    ...reserved,
    ...(circle
      ? one(at("tasks", circle[0] ?? "", "dependsOn"), `tasks wait for each other: ${circle.join(" → ")}`)
      : []),
  ];
}

/** Names of jobs that a project has anyway; see the components of `infra/components/ml`. */
const reservedJobNames = ({ models }: ProjectSettings): string[] => [
  "features",
  "monitoring",
  "integration-test",
  ...["training", "batch-inference", "streaming-inference"].flatMap((kind) => [
    kind,
    ...Object.keys(models).map((model) => `${kind}-${model.replaceAll("_", "-")}`),
  ]),
];

function computeProblems({ compute }: ProjectSettings, environment: EnvironmentSettings): Contradiction[] {
  const limits = environment.compute;
  const found: Contradiction[] = [];
  if (compute.nodeType !== undefined && !limits.nodeTypes.includes(compute.nodeType)) {
    found.push({
      path: ["compute", "nodeType"],
      message: `"${compute.nodeType}" is not allowed in ${environment.name}: it must be ${listed(limits.nodeTypes)}`,
    });
  }
  for (const key of ["workers", "maxWorkers"] as const) {
    const count = compute[key];
    if (count === undefined || count <= limits.maxWorkers) continue;
    found.push({
      path: ["compute", key],
      message: `${count} is more than the ${limits.maxWorkers} workers that ${environment.name} allows`,
    });
  }
  if (compute.maxWorkers !== undefined && compute.maxWorkers <= compute.workers) {
    found.push({ path: ["compute", "maxWorkers"], message: `must be above workers, which is ${compute.workers}` });
  }
  return found;
}

const repeated = (items: readonly string[]): { index: number; item: string }[] =>
  items.flatMap((item, index) => (items.indexOf(item) < index ? [{ index, item }] : []));
