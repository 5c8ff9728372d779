import type { ObjectRef } from "../../authority/objects/access-lists";
import { type Call, notFound, WorkspaceObjects } from "../../control-plane";

export interface Tag {
  key: string;
  value?: string;
}

/** A model of the workspace's own registry. */
export interface Model {
  /** What the permissions API calls it. */
  id: string;
  name: string;
  description: string;
  tags: Tag[];
  userId: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
  /** The highest number that a version of it ever had. */
  lastVersion: number;
}

export const STAGES = ["None", "Staging", "Production", "Archived"] as const;
export type Stage = (typeof STAGES)[number];

export interface ModelVersion {
  name: string;
  version: number;
  stage: Stage;
  description: string;
  source: string;
  run_id?: string;
  run_link?: string;
  tags: Tag[];
  userId: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
}

export const models = new WorkspaceObjects<Model>("model-registry.model", (name) =>
  notFound(`RegisteredModel '${name}' does not exist. It might have been deleted.`),
);

/** By the model's name and the version's number, which is padded so that versions are in order. */
export const modelVersions = new WorkspaceObjects<ModelVersion, readonly [model: string, version: string]>(
  "model-registry.version",
  ([name, version]) => notFound(`ModelVersion (name=${name}, version=${Number(version)}) does not exist.`),
);

export const refOf = ({ id }: Model): ObjectRef => ({ type: "registered-models", id });

const padded = (version: number | string): string => String(version).padStart(10, "0");

export const existingVersion = (call: Call, name: string, version: number | string): ModelVersion =>
  modelVersions.existing(call, [name, padded(version)]);

export const putVersion = (call: Call, version: ModelVersion): ModelVersion =>
  modelVersions.put(call, [version.name, padded(version.version)], version);

export const removeVersion = (call: Call, { name, version }: ModelVersion): boolean =>
  modelVersions.remove(call, [name, padded(version)]);

/** The oldest first. */
export const versionsOf = (call: Call, name: string): ModelVersion[] => modelVersions.all(call, [name]);

/** Of each stage the newest version, in the order of the stages. */
export function latestVersions(call: Call, name: string, stages: readonly Stage[] = STAGES): ModelVersion[] {
  const all = versionsOf(call, name);
  return stages.flatMap((stage) => all.findLast((version) => version.stage === stage) ?? []);
}

export const shownVersion = (version: ModelVersion): object => {
  const { stage, userId, createdAt, updatedAt, version: number, ...rest } = version;
  return {
    ...rest,
    version: String(number),
    current_stage: stage,
    status: "READY",
    user_id: userId,
    creation_timestamp: createdAt,
    last_updated_timestamp: updatedAt,
  };
};

export const shownModel = (call: Call, model: Model): object => ({
  name: model.name,
  ...(model.description && { description: model.description }),
  ...(model.tags.length > 0 && { tags: model.tags }),
  user_id: model.userId,
  creation_timestamp: model.createdAt,
  last_updated_timestamp: model.updatedAt,
  ...(model.lastVersion > 0 && { latest_versions: latestVersions(call, model.name).map(shownVersion) }),
});
