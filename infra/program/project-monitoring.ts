import type * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { ProjectAlert } from "../components/ml/project-alert";
import { ProjectDashboard } from "../components/ml/project-dashboard";
import type { ProjectFolder } from "../components/ml/project-folder";
import type { ProjectSchemas } from "../components/ml/project-schemas";
import { ProjectMonitor, type QualityMonitorArgs } from "../components/ml/quality-monitor";
import { RetrainingDestination } from "../components/ml/retraining-destination";
import type { ServingEndpoint } from "../components/ml/serving-endpoint";
import { type AlertSettings, DESTINATIONS, type MonitorSettings, monitoringSchemaOf, queryText } from "../config";
import { accessTo, type ProjectContext, renamed } from "./project-context";
import type { ProjectJobs } from "./project-jobs";
import type { Readiness } from "./readiness";

/** What monitoring watches, and where it puts what it finds. */
interface Watched {
  endpoints: ReadonlyMap<string, ServingEndpoint>;
  folder: ProjectFolder;
  jobs: ProjectJobs;
  schemas: ProjectSchemas;
}

/** Declares the monitors and alerts whose tables exist, where alerts start retraining, and the dashboard. */
export function declareMonitoring(context: ProjectContext, watched: Watched, { alerts, monitors }: Readiness): void {
  const { project } = context;
  for (const [name, monitor] of Object.entries(project.monitors)) {
    if (monitors.has(name)) declareMonitor(context, watched, name, monitor);
  }
  const ready = Object.entries(project.alerts).filter(([name]) => alerts.has(name));
  const retraining = declareRetraining(
    context,
    watched,
    ready.map(([, alert]) => alert),
  );
  for (const [name, alert] of ready) declareAlert(context, watched, name, alert, retraining);
  if (project.dashboard.enabled) declareDashboard(context, watched);
}

function declareMonitor(context: ProjectContext, watched: Watched, name: string, monitor: MonitorSettings): void {
  const { environment, names, options, project } = context;
  const model = monitor.model ?? Object.keys(project.models)[0] ?? "";
  const table = monitor.table === "requests" ? names.requestsTable(model) : monitor.table;
  const { folder, schemas } = watched;
  new ProjectMonitor(
    `monitor-${name}`,
    {
      tableName: fullName(context, table),
      outputSchema: schemas.monitoring.id,
      assetsDirectory: pulumi.interpolate`/Workspace${folder.path}`,
      profile: profileOf(context, model, monitor),
      granularities: monitor.granularities,
      slices: monitor.slices,
      baseline: monitor.baseline === undefined ? undefined : fullName(context, monitor.baseline),
      metrics: monitor.metrics,
      // The service runs every schedule that a monitor has.
      schedule: project.paused ? undefined : monitor.schedule,
      warehouseId: environment.warehouseId,
      notifyOnFailure: project.team.contacts,
      madeBy: monitor.table === "requests" ? watched.endpoints.get(model) : undefined,
    },
    renamed(options, monitor.previously && `monitor-${monitor.previously}`),
  );
}

function profileOf(
  { project }: ProjectContext,
  model: string,
  { label, modelVersion, prediction, profile, timestamp = "" }: MonitorSettings,
): QualityMonitorArgs["profile"] {
  if (profile === "snapshot") return { kind: profile };
  if (profile === "timeSeries") return { kind: profile, timestamp };
  const problem = project.models[model]?.task ?? "classification";
  return { kind: profile, timestamp, prediction, modelVersion, label, problem };
}

/** For each model that an alert retrains, the destination that starts its training job. */
function declareRetraining(
  { environment, names, options, project }: ProjectContext,
  { jobs }: Watched,
  alerts: readonly AlertSettings[],
): Map<string, databricks.NotificationDestination> {
  const models = new Set(alerts.flatMap(({ retrain }) => retrain ?? []));
  if (models.size === 0) return new Map();
  const { callbackUrl } = environment.retraining;
  return new Map(
    [...models].flatMap((model) => {
      const job = jobs.training.get(model);
      if (!job) return [];
      const { destination } = new RetrainingDestination(
        `retraining${names.suffix(model)}`,
        { displayName: `${project.name}: retrain ${model}`, callbackUrl, jobId: job.id },
        options,
      );
      return [[model, destination] as const];
    }),
  );
}

function declareAlert(
  context: ProjectContext,
  { folder, schemas }: Watched,
  name: string,
  alert: AlertSettings,
  retraining: ReadonlyMap<string, databricks.NotificationDestination>,
): void {
  const { environment, options, project, runner } = context;
  const { main } = schemas;
  const retrain = alert.retrain === undefined ? undefined : retraining.get(alert.retrain)?.id;
  new ProjectAlert(
    `alert-${name}`,
    {
      displayName: `${project.name}: ${name}`,
      description: alert.description,
      query: queryText(alert.query, {
        catalog: environment.catalog,
        schema: project.schema,
        monitoring: monitoringSchemaOf(project.schema),
      }),
      column: alert.column,
      aggregate: alert.aggregate,
      fires: alert.fires,
      whenEmpty: alert.whenEmpty,
      schedule: alert.schedule,
      paused: project.paused,
      emails: alert.notify.flatMap((who) => (who === "team" ? project.team.contacts : who.includes("@") ? [who] : [])),
      destinations: DESTINATIONS.filter((kind) => alert.notify.includes(kind)).flatMap(
        (kind) => environment.notificationDestinations[kind] ?? [],
      ),
      starts: retrain,
      repeatMinutes: alert.repeatMinutes,
      catalog: main.catalogName,
      schema: main.name,
      warehouseId: environment.warehouseId,
      runAs: runner,
      folder: folder.path,
      access: { "sql/queries": accessTo("sql/queries", context), alertsv2: accessTo("alertsv2", context) },
    },
    renamed(options, alert.previously && `alert-${alert.previously}`),
  );
}

function declareDashboard(context: ProjectContext, { folder }: Watched): void {
  const { environment, names, options, project } = context;
  const monitoring = monitoringSchemaOf(project.schema);
  new ProjectDashboard(
    "dashboard",
    {
      title: project.dashboard.title ?? project.name,
      metrics: Object.fromEntries(
        Object.keys(project.models).map((model) => [
          model,
          `${environment.catalog}.${monitoring}.${names.metricsTable(model)}`,
        ]),
      ),
      warehouseId: environment.warehouseId,
      folder: folder.path,
      access: accessTo("dashboards", context),
    },
    options,
  );
}

const fullName = ({ environment, project }: ProjectContext, table: string): string =>
  `${environment.catalog}.${table.includes(".") ? table : `${project.schema}.${table}`}`;
