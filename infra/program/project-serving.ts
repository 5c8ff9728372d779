import * as pulumi from "@pulumi/pulumi";
import { OnlineStore } from "../components/ml/online-store";
import type { ProjectSchemas } from "../components/ml/project-schemas";
import type { ProjectModel } from "../components/ml/registered-model";
import { ServingEndpoint } from "../components/ml/serving-endpoint";
import { accessTo, type ProjectContext } from "./project-context";
import type { Readiness } from "./readiness";

/** Declares the endpoints that have a version to serve, by model. */
export function declareServing(
  context: ProjectContext,
  models: ReadonlyMap<string, ProjectModel>,
  { main }: ProjectSchemas,
  { endpoints }: Readiness,
): Map<string, ServingEndpoint> {
  const { environment, names, options, project, tags } = context;
  const declared = new Map<string, ServingEndpoint>();
  for (const [name, { served, settings }] of endpoints) {
    const model = models.get(name);
    const online = project.models[name]?.online;
    if (!model || !online) continue;
    declared.set(
      name,
      new ServingEndpoint(
        `endpoint${names.suffix(name)}`,
        {
          endpointName: names.endpoint(name),
          description: project.models[name]?.description ?? name,
          model: model.fullName,
          served,
          traffic: online.traffic,
          workloadSize: online.workloadSize,
          workloadType: online.workloadType,
          scaleToZero: online.scaleToZero,
          inferenceTable: online.inferenceTable
            ? { catalogName: main.catalogName, schemaName: main.name, prefix: names.requestsPrefix(name) }
            : undefined,
          rateLimits: online.rateLimits,
          usageTracking: online.usageTracking,
          budgetPolicyId: environment.budgetPolicyId,
          notifyOnFailure: project.team.contacts,
          access: accessTo("serving-endpoints", context),
          tags,
          settingsInForce: settings,
        },
        options,
      ),
    );
  }
  return declared;
}

/** Declares the online store, with copies of the feature tables that exist. */
export function declareOnlineStore(
  context: ProjectContext,
  { main }: ProjectSchemas,
  { syncedTables }: Readiness,
): void {
  const { names, options, project, tags } = context;
  if (!project.onlineStore) return;
  const store = new OnlineStore(
    "online-store",
    {
      instanceName: names.onlineStore,
      ...project.onlineStore,
      access: accessTo("database-instances", context),
      tags,
    },
    options,
  );
  const { catalogName: catalog, name: schema } = main;
  for (const [table, { online, primaryKey, timestamp }] of Object.entries(project.features.tables)) {
    if (!online || !syncedTables.has(table)) continue;
    store.sync(table, {
      source: pulumi.interpolate`${catalog}.${schema}.${table}`,
      copy: pulumi.interpolate`${catalog}.${schema}.${names.onlineTable(table)}`,
      primaryKey,
      timestamp,
      // A copy that follows all the time would do so by itself.
      refresh: project.paused && online.refresh === "CONTINUOUS" ? "TRIGGERED" : online.refresh,
      storage: { catalog, schema },
    });
  }
}
