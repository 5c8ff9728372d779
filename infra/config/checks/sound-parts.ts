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
  /** The same by their entries, those among them that are well formed in part only. */
  each: {
    models: Record<string, Part<ProjectSections["models"][string]>>;
    monitors: Record<string, Part<ProjectSections["monitors"][string]>>;
    alerts: Record<string, Part<ProjectSections["alerts"][string]>>;
    jobs: Record<string, Part<ProjectSections["jobs"][string]>>;
  };
  /** Names of all models, also of those that are not well formed. */
  modelNames: string[];
  /** Names of all feature tables. */
  tableNames: string[];
  /** Whether the project says what its schema is called. */
  saysSchema: boolean;
  /** Whether the project says anything of an online store. */
  hasOnlineStore: boolean;
}

/** Settings as they are given; and as the schema takes them: the same where all of the project is well formed. */
export interface Part<Settings> {
  given: unknown;
  sound: Settings | undefined;
}

/** What a check says that regards these settings of a part only; nothing where one of them is not well formed. */
export function judged<Schema extends z.ZodObject, Said>(
  schema: Schema,
  part: Part<z.output<Schema>>,
  check: (settings: z.output<Schema>) => Said[],
): Said[] {
  if (part.sound !== undefined && part.sound === part.given) return check(part.sound);
  if (!isRecord(part.given)) return [];
  const regarded = Object.fromEntries(Object.entries(part.given).filter(([key]) => key in schema.shape));
  const sound = soundValues(schema, regarded);
  return sound === undefined ? [] : check(sound);
}

/** Names in a section of a part, of what is not well formed too: that is no reason to say that it is not there. */
export const namesWithin = ({ given }: Part<object>, section: string): string[] =>
  namesIn(isRecord(given) ? given[section] : undefined);

/**
 * @param values All that is said of the project, merged, before defaults are filled in.
 * @param whole The same with defaults, where all of it is well formed.
 */
export function soundParts(values: Record<string, unknown>, whole?: ProjectSections): SoundParts {
  const { features } = values;
  const names = {
    modelNames: namesIn(values.models),
    tableNames: namesIn(isRecord(features) ? features.tables : undefined),
    saysSchema: values.schema !== undefined,
    hasOnlineStore: values.onlineStore !== undefined,
  };
  if (whole) {
    const { alerts, jobs, models, monitors } = whole;
    const each = { alerts: parts(alerts), jobs: parts(jobs), models: parts(models), monitors: parts(monitors) };
    return { ...whole, schema: whole.schema, each, ...names };
  }
  const sound = {
    models: soundEntries(model, values.models),
    monitors: soundEntries(monitor, values.monitors),
    alerts: soundEntries(alert, values.alerts),
    jobs: soundEntries(job, values.jobs),
  };
  return {
    source: soundValues(projectSections.source, values.source),
    team: soundValues(projectSections.team, values.team),
    features: soundFeatures(features),
    compute: soundValues(projectSections.compute, values.compute),
    tags: soundValues(projectSections.tags, values.tags),
    schema: soundValues(projectSections.schema, values.schema),
    snapshots: soundValues(projectSections.snapshots, values.snapshots),
    ...sound,
    each: {
      models: parts(sound.models, values.models),
      monitors: parts(sound.monitors, values.monitors),
      alerts: parts(sound.alerts, values.alerts),
      jobs: parts(sound.jobs, values.jobs),
    },
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

/** Each entry of a section, as it is given and as it is. */
function parts<Settings>(sound: Record<string, Settings>, given: unknown = sound): Record<string, Part<Settings>> {
  const entries = Object.entries(isRecord(given) ? given : {});
  return Object.fromEntries(
    entries.map(([name, values]): [string, Part<Settings>] => [
      name,
      { given: values, sound: Object.hasOwn(sound, name) ? sound[name] : undefined },
    ]),
  );
}

const namesIn = (values: unknown): string[] => Object.keys(isRecord(values) ? values : {});
