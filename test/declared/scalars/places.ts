import { isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import type { Path } from "../../../infra/config";

/** Settings that name everything that takes text or a number; each such scalar is a place to put others in. */
const names = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);

const each = (indent: string, keys: readonly string[], value: string): string =>
  keys.map((key) => `${indent}${key}: ${value}\n`).join("");

export const PARAMETERS = names("p", 40);
export const HYPERPARAMETERS = names("h", 40);
export const TAGS = names("t", 12);

export const PROJECT = `description: Which trains arrive late?
team: { name: trains, contacts: [trains@lakestage.example] }
source: { repository: "https://github.com/lakestage-example/mlops", directory: pipelines, package: lakestage_pipelines, branch: main }
schema: railway
features:
  tables: { train_features: { primaryKey: [train_id], timestamp: seen_at }, crew_features: { primaryKey: [crew_id] } }
  start: { schedule: { cron: "0 0 3 * * ?", timezone: UTC } }
  timeoutMinutes: 100
  retries: 1
  retryAfterMinutes: 5
onlineStore: { retentionDays: 7 }
models:
  lateness:
    task: classification
    description: Lateness.
    label: late
    features: train_features
    hyperparameters:
${each("      ", HYPERPARAMETERS, "1")}
    metrics: [own_metric]
    margin: 0.01
    holdOutDays: 7
    thresholds: { f1: { atLeast: 0.3 }, accuracy: { atLeast: 0.2, atMost: 0.99 }, log_loss: { atMost: 4 } }
    sliceThresholds: { recall: { atLeast: 0.1 }, precision: { atMost: 0.9 } }
    sliceGaps: { carrier: { recall: 0.2 } }
    latencyMilliseconds: 50
    sampleRows: 500000
    comparedBy: f1
    approval: { rule: manual, approvers: [lead@lakestage.example], waitMinutes: 30, expiresAfterHours: 48 }
    inference: [batch, streaming, online]
    training: { start: { onTableUpdate: [train_features] }, timeoutMinutes: 180, retries: 1, retryAfterMinutes: 5 }
    batch:
      start: { schedule: { cron: "0 0 5 * * ?", timezone: UTC } }
      input: train_features
      output: scored
      files: { path: /Volumes/dev/railway/scored }
      database: { url: "jdbc:postgresql://db.example/trains", table: scored, signIn: lakestage/trains }
      timeoutMinutes: 60
      retries: 1
      retryAfterMinutes: 5
    streaming: { input: train_features, output: streamed, everySeconds: 30, timeoutMinutes: 0, retries: 1, retryAfterMinutes: 5 }
    online: { traffic: { champion: 90, challenger: 10 }, rateLimits: [{ key: user, callsPerMinute: 600 }] }
  speed:
    task: regression
    description: Speed.
    label: speed
    features: crew_features
    training: { start: { onFileArrival: "abfss://lake@account.dfs.core.windows.net/in/" } }
training: { timeoutMinutes: 180, retries: 1, retryAfterMinutes: 5 }
batch:
  input: crew_features
  output: all_scored
  files: { path: "abfss://lake@account.dfs.core.windows.net/out/" }
  database: { url: "jdbc:sqlserver://db.example", table: all_scored, signIn: lakestage/all }
  timeoutMinutes: 180
  retries: 1
  retryAfterMinutes: 5
streaming: { input: crew_features, output: all_streamed, everySeconds: 20, timeoutMinutes: 180, retries: 1, retryAfterMinutes: 5 }
online: { traffic: { champion: 100, challenger: 0 }, rateLimits: [{ key: endpoint, callsPerMinute: 5 }] }
monitoring: { schedule: { cron: "0 30 6 * * ?", timezone: UTC }, timeoutMinutes: 60, retries: 1, retryAfterMinutes: 5 }
monitors:
  watched:
    table: scored
    model: lateness
    profile: inferenceLog
    timestamp: seen_at
    prediction: prediction
    modelVersion: model_version
    label: late
    slices: [carrier]
    previously: looked-at
    baseline: train_features
    metrics: { share: { type: aggregate, columns: [prediction], definition: avg(prediction) } }
    schedule: { cron: "0 0 7 * * ?", timezone: UTC }
alerts:
  late:
    description: Late.
    previously: tardy
    query: SELECT 1 AS value
    column: value
    fires: { when: above, threshold: 0.5 }
    needs: [scored]
    schedule: { cron: "0 0 7 * * ?", timezone: UTC }
    notify: [team]
    retrain: lateness
    repeatMinutes: 30
dashboard: { title: Trains }
integrationTest: { enabled: true, schedule: { cron: "0 0 2 * * ?", timezone: UTC }, timeoutMinutes: 60, retries: 1, retryAfterMinutes: 5 }
tuning: { enabled: true, trials: 10, timeoutMinutes: 60, retries: 1, retryAfterMinutes: 5 }
snapshots:
  tables: { scored: { columns: [train_id], where: late, fraction: 0.1 } }
  schedule: { cron: "0 0 4 * * ?", timezone: UTC }
  timeoutMinutes: 60
  retries: 1
  retryAfterMinutes: 5
jobs:
  nightly:
    description: Every night.
    previously: daily
    tasks:
      first: { run: first }
      go:
        run: go
        dependsOn: [first]
        parameters:
${each("          ", PARAMETERS, "a")}
    start: { onTableUpdate: [scored] }
    timeoutMinutes: 60
    retries: 1
    retryAfterMinutes: 5
compute: { nodeType: Standard_D4ds_v5, workers: 1, maxWorkers: 2, environmentVersion: "3" }
tags:
${each("  ", TAGS, "a")}`;

export const ENVIRONMENT = `config:
  lakestage:environment: { stage: development }
  lakestage:account: { id: 7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001, host: "https://accounts.azuredatabricks.net" }
  lakestage:metastore: { id: 3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01 }
  lakestage:azure:
    tenantId: 0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01
    subscriptionId: 5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01
    location: westeurope
    prefix: lakestage
    databricksObjectId: 8e1c9b7a-3d5f-4a2b-9c6d-0e1f2a3b4c01
    tags:
${each("      ", TAGS, "a")}
  lakestage:groups: { dataScientists: data-scientists, mlEngineers: ml-engineers, platformAdmins: platform-admins }
  lakestage:identity:
    github: { organization: lakestage-example, repository: mlops, organizationId: 12, repositoryId: 34 }
    azureDevOps:
      organization: lakestage-example
      organizationId: 1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001
      project: mlops
      serviceConnection: lakestage
      entraSubjects:
        lakestage-dev: /eid1/c/pub/t/T/a/A/sc/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001/4d1c7a90-2e6b-4f35-8a1d-0c9e8b7f6a01
  lakestage:trust:
    gitOrganizations: [github.com/lakestage-example]
    packageIndexes: ["https://packages.example/simple"]
    imageRegistries: [lakestage.azurecr.io/ml]
    emailDomains: [lakestage.example]
    hosts: [hooks.example]
    recipients: [partner]
    subscriptions: [5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a02]
  lakestage:network: { cidr: 10.10.0.0/20 }
  lakestage:workspace: { ipAccessList: [198.51.100.0/24], configuration: { maxTokenLifetimeDays: 90 } }
  lakestage:unityCatalog: { catalog: dev, readOnlyIn: [qa] }
  lakestage:storage: { softDeleteDays: 7, temporaryDataDays: 3 }
  lakestage:keyVault: { softDeleteDays: 90 }
  lakestage:monitoring: { logRetentionDays: 30, dailyLimitGb: 10 }
  lakestage:budget: { monthlyAmount: 500, warnAtPercent: [80], emails: [money@lakestage.example] }
  lakestage:compute:
    sparkVersion: auto:latest-lts-ml
    nodeTypes: [Standard_D4ds_v5]
    maxWorkers: 4
    autoTerminationMinutes: 30
    clustersPerUser: 1
    warehouse: { maxClusters: 1, autoStopMinutes: 10 }
  lakestage:secrets: { scope: lakestage }
  lakestage:notifications:
    email: [ops@lakestage.example]
    slack: { url: "https://slack.invalid/" }
    teams: { url: "https://teams.invalid/" }
    webhook: { url: "https://hook.invalid/", username: lakestage, password: "https://secret.invalid/" }
  lakestage:retraining: { coolDownMinutes: 360, callerAddresses: [192.0.2.77] }
`;

/** A scalar of a file that another can stand in for. */
export interface Place {
  path: Path;
  /** Its text in the file, from its first character to behind its last. */
  from: number;
  to: number;
}

/** Choices and switches take neither text nor numbers. */
const NOT_MEANT = /(^|\.)(task|rule|profile|key|type|when|enabled|stage)$|\.inference\./;

export function placesIn(text: string): Place[] {
  const places: Place[] = [];
  const visit = (node: unknown, path: Path): void => {
    if (isMap(node)) for (const { key, value } of node.items) visit(value, [...path, String((key as Node).toJSON())]);
    else if (isSeq(node)) for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    else if (isScalar(node) && node.range && !NOT_MEANT.test(path.join("."))) {
      places.push({ path, from: node.range[0], to: node.range[1] });
    }
  };
  visit(parseDocument(text).contents, []);
  return places;
}

/** The file with other scalars in some of its places, and where those then begin, as `line:column`. */
export function written(
  text: string,
  scalars: ReadonlyMap<Place, string>,
): { text: string; begins: Map<string, Place> } {
  const begins = new Map<string, Place>();
  let result = "";
  let end = 0;
  for (const [place, scalar] of [...scalars].sort(([one], [other]) => one.from - other.from)) {
    result += text.slice(end, place.from);
    const lines = result.split("\n");
    begins.set(`${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`, place);
    result += scalar;
    end = place.to;
  }
  return { text: result + text.slice(end), begins };
}
