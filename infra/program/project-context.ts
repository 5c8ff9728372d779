import type * as pulumi from "@pulumi/pulumi";
import type { AccessEntry } from "../components/ml/object-permissions";
import {
  ACCESS,
  type EnvironmentSettings,
  type ProjectObject,
  type ProjectSettings,
  RUNNER_ACCESS,
  SNAPSHOT_ACCESS,
  type SnapshotTarget,
} from "../config";
import type { Environment } from "./environment-reference";
import type { ProjectNames } from "./project-names";

/** Who takes snapshots of a project's tables, and where they go. */
interface Snapshots {
  /** Application id of the identity that takes them. */
  identity: pulumi.Output<string>;
  /** At least one. */
  targets: readonly SnapshotTarget[];
}

/** What every part of a project's stack is declared from. */
export interface ProjectContext {
  settings: EnvironmentSettings;
  project: ProjectSettings;
  environment: Environment;
  names: ProjectNames;
  /** Application id of the project's run identity. */
  runner: pulumi.Output<string>;
  /** Undefined where no snapshots are taken. */
  snapshots: Snapshots | undefined;
  /** Tags of whatever costs. */
  tags: Record<string, string>;
  /** For everything in the workspace. */
  options: pulumi.ComponentResourceOptions;
}

/** Who may do what with the project's objects of one kind, as the access model says. */
export function accessTo(
  kind: ProjectObject,
  { runner, settings, snapshots }: Pick<ProjectContext, "runner" | "settings" | "snapshots">,
): AccessEntry[] {
  const { dataScientists, mlEngineers } = ACCESS[settings.environment.stage];
  const { groups } = settings;
  const levels = [
    { principal: { groupName: groups.dataScientists }, level: dataScientists.projects?.[kind] },
    { principal: { groupName: groups.mlEngineers }, level: mlEngineers.projects?.[kind] },
    { principal: { servicePrincipalName: runner }, level: RUNNER_ACCESS.objects[kind] },
    ...(snapshots
      ? [{ principal: { servicePrincipalName: snapshots.identity }, level: SNAPSHOT_ACCESS.objects[kind] }]
      : []),
  ];
  return levels.flatMap(({ level, principal }) => (level === undefined ? [] : [{ principal, level }]));
}

/** Tags of a project's jobs, endpoints and stores. */
export const tagsOf = ({ name, tags, team }: ProjectSettings, environment: string): Record<string, string> => ({
  ...tags,
  environment,
  project: name,
  team: team.name,
});

/** Options of something that had another name in the stack: the engine finds it, and what is in it, under that. */
export const renamed = (
  options: pulumi.ComponentResourceOptions,
  previously: string | undefined,
): pulumi.ComponentResourceOptions =>
  previously === undefined ? options : { ...options, aliases: [{ name: previously }] };
