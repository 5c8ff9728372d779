import type { z } from "zod";
import { job } from "../schema/project/job";
import { model } from "../schema/project/model";
import { alert, monitor } from "../schema/project/monitoring";
import { type ProjectSections, projectSections } from "../schema/project/project";
import { isRecord } from "../yaml/stack-file";

/**
 * What of a project is well formed. A section that is not is left out, and of models, monitors, alerts and jobs only
 * those that are not: a mistake in one part hides none in the others, and is not reported again as what is missing.
 */
export interface SoundParts {
  source: ProjectSections["source"] | undefined;
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
    source: sound(projectSections.source, values.source),
    features: sound(projectSections.features, features),
    compute: sound(projectSections.compute, values.compute),
    tags: sound(projectSections.tags, values.tags),
    schema: sound(projectSections.schema, values.schema),
    snapshots: sound(projectSections.snapshots, values.snapshots),
    models: soundEntries(model, values.models),
    monitors: soundEntries(monitor, values.monitors),
    alerts: soundEntries(alert, values.alerts),
    jobs: soundEntries(job, values.jobs),
    ...names,
  };
}

const sound = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> | undefined =>
  schema.safeParse(value).data;

const soundEntries = <Schema extends z.ZodType>(schema: Schema, values: unknown): Record<string, z.output<Schema>> =>
  Object.fromEntries(
    Object.entries(isRecord(values) ? values : {}).flatMap(([name, value]) => {
      const { data, success } = schema.safeParse(value);
      return success ? [[name, data]] : [];
    }),
  );

const namesIn = (values: unknown): string[] => Object.keys(isRecord(values) ? values : {});
