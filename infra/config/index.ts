/** Settings: their schemas, loading them from the project's files, and the access model. */
export {
  ACCESS,
  ADMIN_ACCESS,
  type Compute,
  PROJECT_OBJECTS,
  type ProjectObject,
  ROLES,
  type Role,
  type RoleAccess,
  RUNNER_ACCESS,
  SNAPSHOT_ACCESS,
  type Stage,
  type StageAccess,
} from "./access";
export { endpointName } from "./endpoint-name";
export { environmentsIn } from "./environments";
export {
  configuredSections,
  type EnvironmentSettings,
  type LoadResult,
  type Locate,
  loadEnvironment,
  noSuchEnvironment,
} from "./load-environment";
export { loadProject, type ProjectResult, type ProjectSettings } from "./load-project";
export { describeProblems, type Problem } from "./problem";
export { DESTINATIONS } from "./project-checks/alerts";
export { projectFile, projectsIn } from "./project-files";
export { projectProblems } from "./project-problems";
export { type Protection, protectionOf } from "./protection";
export type {
  AlertSettings,
  JobSettings,
  ModelSettings,
  MonitorSettings,
  SnapshotSettings,
} from "./schema/project/project";
export type { Settings } from "./schema/settings";
export { monitoringSchemaOf, snapshotSchemaOf } from "./schema-names";
export { type Question, type SettingsDirectory, SettingsFiles } from "./settings-files";
export {
  type FoundElsewhere,
  namesSnapshots,
  type SnapshotTarget,
  snapshotSources,
  snapshotTargets,
} from "./snapshots";
export { type StacksRead, stackOrder } from "./stack-order";
export { type StackPlace, stacksIn } from "./stacks-in";
