import type { Path, ProjectSettings } from "../../../infra/config";
import { projectNames } from "../../../infra/program/project-names";
import type { SettingsOfProperties } from "./settings-of-properties";

const START = ["./start", "./schedule"];
const CONTACTS = ["team.contacts"];
const TAGS = ["tags"];

/**
 * The settings of a project that its resources' properties come from: `./` is within the section that the resource is
 * made from. Where several are named, the first that the section has.
 */
export const PROJECT_SETTINGS: SettingsOfProperties = {
  "databricks:index/alertV2:AlertV2": {
    customDescription: ["./description"],
    evaluation: ["./fires"],
    "evaluation.emptyResultState": ["./whenEmpty"],
    "evaluation.notification": ["./notify"],
    "evaluation.notification.retriggerSeconds": ["./repeatMinutes"],
    "evaluation.source": ["./column"],
    queryText: ["./query"],
    schedule: ["./schedule"],
    "schedule.pauseStatus": ["paused"],
  },
  "databricks:index/databaseInstance:DatabaseInstance": {
    capacity: ["./capacity"],
    customTags: TAGS,
    retentionWindowInDays: ["./retentionDays"],
  },
  "databricks:index/job:Job": {
    continuous: START,
    "continuous.pauseStatus": ["paused"],
    description: ["./description"],
    emailNotifications: CONTACTS,
    environments: ["compute"],
    jobClusters: ["compute"],
    "jobClusters.newCluster.autoscale": ["compute.maxWorkers"],
    "jobClusters.newCluster.customTags": TAGS,
    "jobClusters.newCluster.nodeTypeId": ["compute.nodeType"],
    "jobClusters.newCluster.numWorkers": ["compute.workers"],
    schedule: START,
    "schedule.pauseStatus": ["paused"],
    tags: TAGS,
    "tasks.maxRetries": ["./retries"],
    "tasks.minRetryIntervalMillis": ["./retryAfterMinutes"],
    "tasks.newCluster": ["compute"],
    "tasks.timeoutSeconds": ["./timeoutMinutes"],
    timeoutSeconds: ["./timeoutMinutes"],
    trigger: START,
    "trigger.pauseStatus": ["paused"],
  },
  "databricks:index/modelServing:ModelServing": {
    "aiGateway.inferenceTableConfig": ["./inferenceTable"],
    "aiGateway.rateLimits": ["./rateLimits"],
    "aiGateway.usageTrackingConfig": ["./usageTracking"],
    "config.servedEntities.scaleToZeroEnabled": ["./scaleToZero"],
    "config.servedEntities.workloadSize": ["./workloadSize"],
    "config.servedEntities.workloadType": ["./workloadType"],
    "config.trafficConfig": ["./traffic"],
    emailNotifications: CONTACTS,
    tags: TAGS,
  },
  "databricks:index/qualityMonitor:QualityMonitor": {
    baselineTableName: ["./baseline"],
    customMetrics: ["./metrics"],
    inferenceLog: ["./profile"],
    "inferenceLog.granularities": ["./granularities"],
    "inferenceLog.labelCol": ["./label"],
    "inferenceLog.timestampCol": ["./timestamp"],
    notifications: CONTACTS,
    schedule: ["./schedule"],
    slicingExprs: ["./slices"],
    tableName: ["./table"],
    timeSeries: ["./profile"],
    "timeSeries.granularities": ["./granularities"],
    "timeSeries.timestampCol": ["./timestamp"],
  },
  "databricks:index/query:Query": { queryText: ["./query"] },
  "databricks:index/registeredModel:RegisteredModel": { comment: ["./description"] },
  "databricks:index/repo:Repo": { branch: ["./branch"], url: ["./repository"], gitProvider: ["./provider"] },
  "databricks:index/schema:Schema": { comment: ["description"], name: ["schema"] },
};

/**
 * The section of a project's file that each component of its stack is made from, by the component's name. What is not
 * here comes from the file as a whole.
 */
export function sectionsByComponent(project: ProjectSettings): ReadonlyMap<string, Path> {
  // Only of objects' own names are the environment and the prefix a part.
  const { suffix } = projectNames({ prefix: "", environment: "", project: project.name });
  const sections: [string, Path][] = [
    ["schemas", ["schema"]],
    ["code", ["source"]],
    ["features", ["features"]],
    ["monitoring", ["monitoring"]],
    ["integration-test", ["integrationTest"]],
    ["snapshot", ["snapshots"]],
    ["snapshot-tables", ["snapshots"]],
    ["snapshot-code", ["snapshots"]],
    ["snapshot-identity", ["snapshots"]],
    ["online-store", ["onlineStore"]],
    ["dashboard", ["dashboard"]],
    ...keyed(project.monitors, (name) => [`monitor-${name}`, ["monitors", name]]),
    ...keyed(project.alerts, (name) => [`alert-${name}`, ["alerts", name]]),
    ...keyed(project.jobs, (name) => [name, ["jobs", name]]),
  ];
  for (const model of Object.keys(project.models)) {
    const own: Path = ["models", model];
    const alert = Object.entries(project.alerts).find(([, { retrain }]) => retrain === model)?.[0];
    sections.push(
      [`model${suffix(model)}`, own],
      [`training${suffix(model)}`, [...own, "training"]],
      [`batch-inference${suffix(model)}`, [...own, "batch"]],
      [`streaming-inference${suffix(model)}`, [...own, "streaming"]],
      [`tuning${suffix(model)}`, ["tuning"]],
      [`endpoint${suffix(model)}`, [...own, "online"]],
      [`retraining${suffix(model)}`, alert === undefined ? own : ["alerts", alert, "retrain"]],
    );
  }
  return new Map(sections);
}

const keyed = (entries: object, section: (name: string) => [string, Path]): [string, Path][] =>
  Object.keys(entries).map(section);
