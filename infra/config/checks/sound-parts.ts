import type { z } from "zod";
import { featureTable } from "../schema/project/features";
import { job } from "../schema/project/job";
import { model } from "../schema/project/model";
import { alert, monitor } from "../schema/project/monitoring";
import { type ProjectSections, projectSections } from "../schema/project/project";
import { soundValues } from "../yaml/sound-values";
import { isRecord } from "../yaml/stack-file";

/**
 * What of a project is well formed. A section that is not is left out, and of models, monitors, alerts and jobs only
 * those that are not: a mistake in one part hides none in the others, and is not reported again as what is missing.
 */
export interface SoundParts {
  source: ProjectSections["source"] | undefined;
  team: ProjectSections["team"] | undefined;
  features: ProjectSections["features"] | undefined;
  compute: ProjectSections["compute"] | undefined;
  tags: ProjectSections["tags"] | undefined;
  schema: ProjectSections["schema"];
  snapshots: ProjectSections["snapshots"] | undefined;
  models: ProjectSections["models"];
  monitors: ProjectSections["monitors"];
  alerts: ProjectSections["alerts"];
  jobs: ProjectSections["jobs"];
  /** Names of all models, also of those that are not well formed. */
  modelNames: string[];
  /** Names of all feature tables. */
  tableNames: string[];
  /** Whether the project says anything of an online store. */
  hasOnlineStore: boolean;
}

/**
 * @param values All that is said of the project, merged, before defaults are filled in.
 * @param whole The same with defaults, where all of it is well formed.
 */
export function soundParts(values: Record<string, unknown>, whole?: ProjectSections): SoundParts {
  const { features } = values;
  const names = {
    modelNames: namesIn(values.models),
    tableNames: namesIn(isRecord(features) ? features.tables : undefined),
    hasOnlineStore: values.onlineStore !== undefined,
  };
  if (whole) return { ...whole, schema: whole.schema, ...names };
  return {
    source: soundValues(projectSections.source, values.source),
    team: soundValues(projectSections.team, values.team),
    features: soundFeatures(features),
    compute: soundValues(projectSections.compute, values.compute),
    tags: soundValues(projectSections.tags, values.tags),
    schema: soundValues(projectSections.schema, values.schema),
    snapshots: soundValues(projectSections.snapshots, values.snapshots),
    models: soundEntries(model, values.models),
    monitors: soundEntries(monitor, values.monitors),
    alerts: soundEntries(alert, values.alerts),
    jobs: soundEntries(job, values.jobs),
    ...names,
  };
}

/** Of tables only those that are well formed; without what starts the job where that is not. */
function soundFeatures(values: unknown): ProjectSections["features"] | undefined {
  if (!isRecord(values)) return soundValues(projectSections.features, values);
  const tables = soundEntries(featureTable, values.tables);
  const given = { ...values, tables };
  return soundValues(projectSections.features, given) ?? soundValues(projectSections.features, { tables });
}

const soundEntries = <Schema extends z.ZodType>(schema: Schema, values: unknown): Record<string, z.output<Schema>> =>
  Object.fromEntries(
    Object.entries(isRecord(values) ? values : {}).flatMap(([name, value]) => {
      const sound = soundValues(schema, value);
      return sound === undefined ? [] : [[name, sound]];
    }),
  );

const namesIn = (values: unknown): string[] => Object.keys(isRecord(values) ? values : {});
